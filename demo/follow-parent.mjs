/**
 * Loaded into the sync server of the demo before its own code: when the demo is gone, however it
 * went, the server goes too. Without it a demo that was killed would leave the port taken.
 */
if (process.channel) {
  process.channel.unref();
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}
