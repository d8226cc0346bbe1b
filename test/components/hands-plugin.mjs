/**
 * What a test cannot do from inside the page: `executeServerCommand('accessibility')` gives the tree that the browser
 * hands to screen readers, `executeServerCommand('touch', { type: 'touchStart', points: [{ x, y, id }] })` puts real fingers on the
 * glass, and `executeServerCommand('touch', { screen: true })` makes the screen one for fingers;
 * `executeServerCommand('media', { media, features })` prints, or puts the colours of the machine in place of ours.
 */
export function handsPlugin() {
  const clients = new WeakMap();

  async function clientOf(session) {
    const page = session.browser.getPage(session.id);
    let client = clients.get(page);
    if (!client) {
      client = await page.target().createCDPSession();
      clients.set(page, client);
    }
    return { page, client };
  }

  return {
    name: 'hands-commands',
    async executeCommand({ command, payload, session }) {
      if (command === 'accessibility') {
        const { client } = await clientOf(session);
        const { nodes } = await client.send('Accessibility.getFullAXTree');
        return nodes;
      }
      if (command === 'media') {
        const { client } = await clientOf(session);
        await client.send('Emulation.setEmulatedMedia', payload);
        return true;
      }
      if (command !== 'touch') return undefined;
      const { page, client } = await clientOf(session);
      if (payload.screen !== undefined) {
        await client.send('Emulation.setTouchEmulationEnabled', { enabled: payload.screen, maxTouchPoints: 2 });
        return true;
      }
      // A page in the background draws nothing, and its fingers would wait for ever.
      await page.bringToFront();
      await client.send('Input.dispatchTouchEvent', { type: payload.type, touchPoints: payload.points });
      return true;
    },
  };
}
