import type { RoomName } from '../../model/room.js';
import type { CloseReason } from '../../protocol/close-codes.js';
import { loadRoom } from './load-room.js';
import { reportFault } from './report-alarms.js';
import { Room } from './room.js';
import type { RoomContext } from './room-context.js';

/** The rooms in memory: loaded when somebody comes, let go some time after the last one left. */
export class Rooms {
  readonly #context: RoomContext;
  readonly #rooms = new Map<RoomName, Room>();
  readonly #loading = new Map<RoomName, Promise<Room | undefined>>();
  readonly #idleSince = new Map<RoomName, number>();

  constructor(context: RoomContext) {
    this.#context = context;
  }

  /** The room, loaded and verified; undefined when there is none (SEC-29). Rejects when it cannot be read. */
  open(name: RoomName): Promise<Room | undefined> {
    const room = this.#rooms.get(name);
    if (room && !room.isEnded) {
      this.#idleSince.delete(name);
      return Promise.resolve(room);
    }
    let loading = this.#loading.get(name);
    if (!loading) {
      loading = this.#load(name).finally(() => this.#loading.delete(name));
      this.#loading.set(name, loading);
    }
    return loading;
  }

  async #load(name: RoomName): Promise<Room | undefined> {
    const loaded = await loadRoom(this.#context, name);
    if (!loaded) return undefined;
    const room = new Room(name, loaded, this.#context);
    this.#rooms.set(name, room);
    this.#context.metrics.rooms.set(this.#rooms.size);
    reportFault(loaded.record, name, this.#context.log);
    return room;
  }

  /** To be called about once a second. */
  tick(): void {
    const now = this.#context.clock.elapsed();
    let held = 0;
    for (const [name, room] of this.#rooms) {
      room.tick();
      held += room.heldBytes;
      if (!room.isIdle && !room.isEnded) this.#idleSince.delete(name);
      else if (room.isEnded || now - this.#idleFrom(name, now) > this.#context.limits.idleRoomMs)
        this.#letGo(name, room);
    }
    this.#context.metrics.heldBytes.set(held);
  }

  #idleFrom(name: RoomName, now: number): number {
    const since = this.#idleSince.get(name) ?? now;
    this.#idleSince.set(name, since);
    return since;
  }

  #letGo(name: RoomName, room: Room): void {
    room.end();
    this.#rooms.delete(name);
    this.#idleSince.delete(name);
    this.#context.metrics.rooms.set(this.#rooms.size);
  }

  /** Resolves when every turn that was begun is stored or refused. */
  async settled(): Promise<void> {
    await Promise.all([...this.#rooms.values()].map((room) => room.settled()));
  }

  close(reason: CloseReason): void {
    for (const room of this.#rooms.values()) room.close(reason);
  }
}
