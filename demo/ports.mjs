import { createServer } from 'node:net';

export const HOST = '127.0.0.1';

/** Whether somebody could listen on that port of this machine. `code` is the reason when not. */
export function probePort(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => resolve({ free: false, port, code: error.code }));
    probe.listen(port, HOST, () => {
      const taken = probe.address().port;
      probe.close(() => resolve({ free: true, port: taken }));
    });
  });
}

/** Two neighbouring ports that are free: those asked for, or any for 0. The first that is busy is named. */
export async function twoPorts(asked) {
  if (asked !== 0) {
    for (const port of [asked, asked + 1]) {
      const { free, code } = await probePort(port);
      if (!free) return { busy: port, code };
    }
    return { portal: asked, sync: asked + 1 };
  }
  const [first, second] = await Promise.all([probePort(0), probePort(0)]);
  return { portal: first.port, sync: second.port };
}
