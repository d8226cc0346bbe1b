const BINARY = 0x82;

/**
 * A message as one unmasked WebSocket frame (RFC 6455 §5.2). Framed once, the same bytes go to every
 * socket of a room: framing per receiver is what most sync servers spend their time on.
 */
export function frame(message: Uint8Array): Buffer {
  const { length } = message;
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const bytes = Buffer.allocUnsafe(header + length);
  bytes[0] = BINARY;
  if (header === 2) {
    bytes[1] = length;
  } else if (header === 4) {
    bytes[1] = 126;
    bytes.writeUInt16BE(length, 2);
  } else {
    bytes[1] = 127;
    bytes.writeUInt32BE(0, 2);
    bytes.writeUInt32BE(length, 6);
  }
  bytes.set(message, header);
  return bytes;
}
