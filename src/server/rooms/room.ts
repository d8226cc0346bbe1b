import type { RoomName } from '../../model/room.js';
import { STORAGE_UNAVAILABLE, type CloseReason } from '../../protocol/close-codes.js';
import { encodeSync, SYNC } from '../../protocol/messages.js';
import type { Judgement } from '../../record/judge.js';
import { refuse } from '../admission/refusal.js';
import { utc } from '../clock.js';
import type { Connection } from '../socket/connection.js';
import { frame } from '../socket/frame.js';
import type { ClientMessage } from '../socket/read-message.js';
import { FAULTS_OF_A_CHANGE, StorageError } from '../storage/storage.js';
import { abandon, RECORD_BROKEN, withoutWrites } from './abandon.js';
import { applyBatch, type Batch } from './apply-batch.js';
import { Checkpoints } from './checkpoint.js';
import type { CommandWork } from './command-work.js';
import { ContentTurn } from './content-turn.js';
import { draftTurn, type Draft } from './draft.js';
import { greet } from './greet.js';
import { HeldUpdates } from './held-updates.js';
import { judgeCommand } from './judge-command.js';
import { loadRoom, type LoadedRoom } from './load-room.js';
import { Presence } from './presence.js';
import { publishContent } from './publish-content.js';
import { reportAlarms, reportFault } from './report-alarms.js';
import type { RoomContext } from './room-context.js';
import { RoomMembers } from './room-members.js';
import { RoomQueue, type AnswerWork, type Work, type Works } from './room-queue.js';
import { welcome } from './welcome.js';

/**
 * One room, working in turns (architecture §8): one queue for updates, joins and commands. While a turn is being
 * stored, what arrives waits unread. What a peer has seen is on disk; acknowledged means committed.
 */
export class Room {
  readonly name: RoomName;
  readonly members = new RoomMembers();
  readonly #context: RoomContext;
  readonly #presence: Presence;
  readonly #batch: Batch;
  readonly #queue = new RoomQueue();
  readonly #contentCheckpoints: Checkpoints;
  readonly #recordCheckpoints: Checkpoints;
  #loaded: LoadedRoom;
  #contentSeq: number;
  #running: Promise<void> | undefined;
  #ended = false;
  /** Writers whose first step 2 has been judged, and what is held for the others. */
  readonly #synced = new WeakSet<Connection>();
  readonly #held = new HeldUpdates();

  constructor(name: RoomName, loaded: LoadedRoom, context: RoomContext) {
    this.name = name;
    this.#loaded = loaded;
    this.#contentSeq = loaded.contentSeq;
    this.#context = context;
    this.#contentCheckpoints = new Checkpoints(context, `${name}/content`, loaded.rows.content);
    this.#recordCheckpoints = new Checkpoints(context, `${name}/record`, loaded.rows.record);
    this.#batch = { begin: () => this.#beginTurn(), reload: () => this.#reloadContent() };
    this.#presence = new Presence({
      limits: context.limits,
      metrics: context.metrics,
      elapsed: () => context.clock.elapsed(),
      isOpenTo: (client, user) => (this.#loaded.bindings.of(client)?.user ?? user) === user,
      claim: (connection, client) => this.#push({ kind: 'claim', connection, client }),
      broadcast: (frames) => this.members.broadcast('content', frames),
    });
  }

  /** A record that does not verify makes the room read-only until somebody has looked (SEC-34). */
  get isReadOnly(): boolean {
    return this.#loaded.record.fault !== undefined;
  }

  get isIdle(): boolean {
    return this.members.size === 0 && this.#running === undefined;
  }

  /** Bytes that are kept for writers whose first step 2 has not arrived. */
  get heldBytes(): number {
    return this.#held.bytes;
  }

  /** The room cannot go on; whoever comes next loads it anew. */
  get isEnded(): boolean {
    return this.#ended;
  }

  /** Resolves when everything asked for so far has been stored or refused. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running;
  }

  /** The page hears of the room, and is told what happens in it, from the next turn on. */
  join(connection: Connection): void {
    this.#push({ kind: 'join', connection });
  }

  leave(connection: Connection): void {
    this.members.delete(connection);
    this.#held.forget(connection);
    if (connection.setup.part === 'content') this.#presence.leave(connection);
  }

  /** Judges a command in the room's turn. Resolves when its entry is on disk, or with why there is none. */
  command(command: Omit<CommandWork, 'kind' | 'answer'>): Promise<Judgement> {
    return new Promise((answer) => this.#push({ ...command, kind: 'command', answer }));
  }

  /** To be called about once a second. */
  tick(): void {
    this.#presence.expire();
    this.#held.giveUp(this.#context.clock.elapsed() - this.#context.limits.heldMs);
  }

  close(reason: CloseReason): void {
    this.end();
    this.members.close(reason);
  }

  /** Takes nothing more; for a room without members, or one that cannot go on. */
  end(): void {
    this.#ended = true;
    this.#presence.close();
  }

  receive(connection: Connection, message: Exclude<ClientMessage, { kind: 'renew' }>): void {
    const isContent = connection.setup.part === 'content';
    switch (message.kind) {
      case 'state-request': {
        this.#push({ kind: 'state', connection, stateVector: message.stateVector });
        return;
      }
      case 'update': {
        const { update, isStep2 } = message;
        if (connection.isWriter) this.#push({ kind: 'update', connection, update, isStep2 });
        else this.#push({ kind: 'reader-update', connection, update });
        return;
      }
      case 'presence':
        if (isContent) this.#presence.receive(connection, message.entries);
        return;
      case 'presence-request': {
        const present = isContent ? this.#presence.snapshot() : undefined;
        if (present) connection.send(present);
        return;
      }
      case 'hello': {
        greet(connection, message.hello, this.#loaded, this.#context);
        return;
      }
    }
  }

  #push(work: Work): void {
    if (this.#ended) {
      abandon([work]);
      return;
    }
    this.#queue.push(work);
    this.#running ??= this.#work();
  }

  async #work(): Promise<void> {
    while (!this.#queue.isEmpty) {
      const works = this.#queue.take();
      try {
        await this.#turn(works);
      } catch (error) {
        await this.#recover(works, error as Error);
      }
    }
    this.#running = undefined;
  }

  async #turn({ answers, command, content }: Works): Promise<void> {
    // Between turns the documents are exactly what is on disk: the moment to answer and to judge.
    for (const work of answers) if (!work.connection.isClosed) this.#answer(work);
    const judgement = command && this.#judge(command);
    const works = this.isReadOnly ? withoutWrites(content) : content;
    const turn = await applyBatch(works, this.#batch, this.#context);
    const draft = draftTurn(this.#loaded, turn, command, judgement, this.#context);
    if (!draft.isEmpty) await this.#store(draft);
    this.#publish(draft);
    if (judgement) command.answer(judgement);
  }

  #answer(work: AnswerWork): void {
    const { connection } = work;
    const { content, record, stored } = this.#loaded;
    const document = connection.setup.part === 'content' ? content : record;
    switch (work.kind) {
      case 'join':
        // The room has stopped taking writes since this one was let in as a writer.
        if (this.isReadOnly && connection.isWriter) {
          connection.refuse(refuse('right-changed'));
          return;
        }
        this.members.add(connection);
        welcome(connection, {
          epoch: this.#context.storage.epoch,
          generation: stored.generation,
          contentSeq: this.#contentSeq,
          stateVector: content.answers.vector,
          presence: this.#presence.snapshot(),
        });
        return;
      case 'state': {
        connection.writeState(document.answers.answer(work.stateVector));
        return;
      }
      case 'reader-update':
        if (!document.contains(work.update)) connection.refuse(refuse('write-denied'));
    }
  }

  #judge(command: CommandWork): Judgement {
    if (this.isReadOnly) return RECORD_BROKEN;
    return judgeCommand(this.#loaded, command, this.#contentSeq, this.#context);
  }

  #beginTurn(): ContentTurn {
    const { clock, limits, spoilers } = this.#context;
    const { content, bindings } = this.#loaded;
    return new ContentTurn({
      room: this.name,
      document: content,
      bindings,
      limits,
      seq: this.#contentSeq,
      at: utc(clock.now()),
      elapsed: clock.elapsed(),
      real: clock.real(),
      synced: this.#synced,
      held: this.#held.all,
      spoilsOften: (user) => spoilers.isOver(user, clock.elapsed()),
    });
  }

  async #reloadContent(): Promise<void> {
    this.#loaded.content.reload(await this.#context.storage.document(`${this.name}/content`));
  }

  async #store({ change }: Draft): Promise<void> {
    const { storage, metrics, clock, health } = this.#context;
    const start = clock.elapsed();
    await storage.commit(change);
    metrics.commitSeconds.observe((clock.elapsed() - start) / 1000);
    health.storage = null;
  }

  /** Everything of the draft is on disk: it counts, and is told. */
  #publish({ content, sealed, recordRows, change }: Draft): void {
    const { metrics } = this.#context;
    for (const binding of change.bindings ?? []) this.#loaded.bindings.add(binding);
    for (const witness of change.witnesses ?? []) this.#loaded.witnesses.set(witness.office, witness);
    if (sealed) {
      this.#loaded.record.apply(sealed);
      metrics.entries.inc({ type: sealed.type });
    }
    this.#contentSeq += content.rows.length;
    this.#loaded.record.seq += recordRows.length;
    for (const connection of content.synced) this.#synced.add(connection);
    this.#held.replace(content.held);
    metrics.updates.inc(content.rows.length);
    // Authors and entries first: a page that sees a character can name its author at once.
    const frames = recordRows.map((row) => frame(encodeSync(SYNC.update, row.bytes)));
    if (frames.length > 0) this.members.broadcast('record', Buffer.concat(frames));
    publishContent(content, this.members.of('content'));
    for (const { connection, client, granted } of content.claims) {
      if (granted) this.#presence.confirm(connection, client);
      else this.#presence.drop(connection, client);
    }
    reportAlarms(content, this.#loaded.content, this.name, this.#context);
    this.#contentCheckpoints.count(content.rows, this.#loaded.content.doc);
    this.#recordCheckpoints.count(recordRows, this.#loaded.record.doc);
  }

  /** A turn failed: nothing of it was sent. What is in memory is thrown away for what is on disk. */
  async #recover({ command, content }: Works, error: Error): Promise<void> {
    const { metrics, log, health } = this.#context;
    metrics.failedCommits.inc();
    // Some faults are about one change; everything else keeps all rooms from being stored.
    if (error instanceof StorageError && !FAULTS_OF_A_CHANGE.includes(error.fault)) health.storage = error.fault;
    log.error({ room: this.name, reason: error.message }, 'a turn could not be stored');
    abandon(command ? [command, ...content] : content);
    try {
      const loaded = await loadRoom(this.#context, this.name);
      if (!loaded) throw new Error('the room is gone');
      this.#loaded = loaded;
      this.#contentSeq = loaded.contentSeq;
      reportFault(loaded.record, this.name, log);
      if (this.isReadOnly) this.members.closeWriters(refuse('right-changed'));
    } catch (reason) {
      log.error({ room: this.name, reason: (reason as Error).message }, 'the room cannot be read');
      this.close(STORAGE_UNAVAILABLE);
      abandon(this.#queue.takeAll());
    }
  }
}
