/**
 * A WebSocket class whose outgoing frames pass `watch` first: it gives back what is to be sent, or null for
 * nothing. The provider sends in several places and tells of none, and each frame has to be counted.
 */
export function watchedSocket(
  Base: typeof WebSocket,
  watch: (frame: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer> | null,
): typeof WebSocket {
  return class extends Base {
    override send(frame: Parameters<WebSocket['send']>[0]): void {
      if (!(frame instanceof Uint8Array)) throw new TypeError('only binary frames are sent');
      const sent = watch(frame as Uint8Array<ArrayBuffer>);
      if (sent) super.send(sent);
    }
  };
}
