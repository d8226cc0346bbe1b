import { SibanAgendaBoard } from './components/agenda-board/agenda-board.js';
import { SibanWorkspace } from './components/workspace/workspace.js';
import { defineElements } from './define-elements.js';

defineElements({ 'siban-workspace': SibanWorkspace, 'siban-agenda-board': SibanAgendaBoard });
