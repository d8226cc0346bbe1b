import { agendaCommand } from '../model/agenda/commands.js';
import { STATE_LANE } from '../model/agenda/record-state.js';
import { approvedContent, type Topic, type TopicId } from '../model/agenda/topic.js';
import type { AgendaRecord } from '../model/agenda/topic-state.js';
import type { Command } from '../model/command.js';
import type { JsonObject } from '../model/json.js';
import { contentDigest } from '../record/seal.js';
import type { CommandIntent } from './room-session.js';

/** What of a page goes into a command besides what the person asked for. */
export interface CommandContext {
  readonly id: string;
  /** The record as it will be once what was given before is sealed: the command builds on that. */
  readonly record: AgendaRecord;
  readonly topic: (id: TopicId) => Topic | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly offline: boolean;
  readonly witness: Command['witness'];
}

/** A command, and the content whose digest it carries as `seen`. */
export interface IssuedCommand {
  readonly command: Command;
  readonly seen: JsonObject | null;
}

/**
 * The command for an intent: `basis` and `seen` are those of the screen when the intent names them, else those
 * of this moment. A type that this release does not know goes out bare, and the server says so.
 */
export function agendaCommandOf(intent: CommandIntent, context: CommandContext): IssuedCommand {
  const { type, subject, payload } = intent;
  const row = agendaCommand(type);
  const seen = row?.seen ? seenOf(intent, context) : null;
  const command = {
    id: context.id,
    type,
    subject,
    payload,
    basis: basisOf(intent, row?.lane, context.record),
    seen: seen && contentDigest(seen),
    authoredAt: new Date(context.now).toISOString(),
    offline: context.offline,
    witness: context.witness,
  };
  return { command, seen };
}

function basisOf(intent: CommandIntent, lane: string | undefined, record: AgendaRecord): string | null {
  if (lane === undefined || lane === 'commutative') return null;
  if (intent.basis !== undefined) return intent.basis;
  return record.topics.get(intent.subject)?.newest.get(STATE_LANE) ?? null;
}

function seenOf(intent: CommandIntent, { topic }: CommandContext): JsonObject | null {
  const live = topic(intent.subject as TopicId);
  return intent.seen ?? (live ? approvedContent(live) : null);
}
