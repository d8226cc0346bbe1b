import type { CSSResult } from 'lit';
import { base } from '../shared/base.styles.js';
import { controls } from '../shared/controls.styles.js';
import { marks } from '../shared/marks.styles.js';
import { toastStyles } from '../shared/toast.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { clockStyles } from './clock.styles.js';
import { commandStyles } from './command.styles.js';
import { conflictStyles } from './conflict.styles.js';
import { exceptionStyles } from './exception.styles.js';
import { forcedStyles } from './forced.styles.js';
import { frameStyles } from './frame.styles.js';
import { gateStyles } from './gate.styles.js';
import { headerStyles } from './header.styles.js';
import { listStyles } from './list.styles.js';
import { menuStyles } from './menu.styles.js';
import { narrowHeadStyles } from './narrow-head.styles.js';
import { narrowStyles } from './narrow.styles.js';
import { panelStyles } from './panel.styles.js';
import { placeholderStyles } from './placeholders.styles.js';
import { printStyles } from './print.styles.js';
import { queueStyles } from './queue.styles.js';
import { secrecyStyles } from './secrecy.styles.js';
import { registerStyles } from './register.styles.js';
import { selectionStyles } from './selection.styles.js';
import { tightStyles } from './tight.styles.js';
import { trailStyles } from './trail.styles.js';

/** In this order: what all tags share, then region by region, then what narrow tags do otherwise. */
export const styles: CSSResult[] = [
  tokens,
  base,
  marks,
  controls,
  frameStyles,
  headerStyles,
  clockStyles,
  listStyles,
  tightStyles,
  gateStyles,
  conflictStyles,
  panelStyles,
  commandStyles,
  trailStyles,
  placeholderStyles,
  secrecyStyles,
  toastStyles,
  queueStyles,
  menuStyles,
  narrowStyles,
  narrowHeadStyles,
  selectionStyles,
  registerStyles,
  exceptionStyles,
  forcedStyles,
  printStyles,
];
