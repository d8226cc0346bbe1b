import assert from 'node:assert/strict';
import { get, type IncomingMessage } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import test from 'node:test';
import { until } from './board.js';
import { dataFolder, DemoProcess, RunningDemo } from './demo-process.js';

test('an option that does not exist is named, with those that do', async () => {
  const demo = new DemoProcess(['--prot', '1']);
  assert.equal(await demo.ended, 2);
  assert.match(demo.output, /There is no option --prot\.[\s\S]*--port N/);
});

test('a port that is no number is refused', async () => {
  const demo = new DemoProcess(['--port', 'http']);
  assert.equal(await demo.ended, 2);
  assert.match(demo.output, /--port needs a whole number/);
});

test('a busy port gets one clear sentence in both languages, and nothing is started', async () => {
  const occupant = createServer();
  await new Promise<void>((resolve) => occupant.listen(0, '127.0.0.1', resolve));
  const { port } = occupant.address() as AddressInfo;
  const demo = new DemoProcess(['--port', String(port), '--data', dataFolder()]);
  assert.equal(await demo.ended, 1);
  assert.match(demo.output, new RegExp(`Port ${port} is in use\\..*--port`));
  assert.match(demo.output, new RegExp(`端口 ${port} 已被占用`));
  assert.doesNotMatch(demo.output, /\n\s+at /);
  occupant.close();
});

test('a second demo on the same data is refused and harms nothing', async () => {
  const folder = dataFolder();
  const first = await RunningDemo.start(folder);
  const second = new DemoProcess(['--port', '0', '--data', folder, '--reset']);
  assert.equal(await second.ended, 1);
  assert.match(second.output, /is in use by another demo/);
  assert.equal((await fetch(`${first.server}/readyz`)).status, 200);
  assert.equal(await first.stop(), 0);
});

test('Ctrl-C stops the portals and the sync server', async () => {
  const demo = await RunningDemo.start(dataFolder());
  const { server, serverPid } = demo;
  const portal = demo.address('gov');
  assert.equal((await fetch(portal)).status, 200);
  assert.equal(await demo.stop(), 0);
  await assert.rejects(fetch(portal));
  await assert.rejects(fetch(`${server}/healthz`));
  assert.throws(() => process.kill(serverPid, 0), { code: 'ESRCH' });
});

test('a demo that is killed leaves no sync server behind', async () => {
  const demo = await RunningDemo.start(dataFolder());
  const { server } = demo;
  demo.kill();
  await until(
    () =>
      fetch(`${server}/healthz`).then(
        () => false,
        () => true,
      ),
    () => `the sync server still answers at ${server}`,
  );
});

test('a sync server that dies is reported and started again', async () => {
  const demo = await RunningDemo.start(dataFolder());
  await demo.killServer();
  assert.match(demo.output, /The sync server ended by itself \(SIGKILL\)/);
  assert.equal((await fetch(`${demo.server}/readyz`)).status, 200);
  assert.equal(await demo.stop(), 0);
});

test('each office has a link, a house style of its own, and a strict content security policy', async () => {
  const demo = await RunningDemo.start(dataFolder());
  const styles = new Set<string>();
  for (const office of ['cpc', 'npc', 'gov', 'cppcc'] as const) {
    assert.match(demo.output, new RegExp(`http://127\\.0\\.0\\.1:\\d+/${office}/`));
    const page = await fetch(demo.address(office));
    const policy = page.headers.get('content-security-policy') ?? '';
    assert.match(policy, /^default-src 'self';/);
    assert.doesNotMatch(policy, /unsafe/);
    const html = await page.text();
    assert.doesNotMatch(html, /<script(?![^>]* src=)| style=| on\w+=/);
    // Where no script runs, the topics are there to read.
    assert.match(html, /<siban-agenda-board[^>]*><p>.*<\/p><table><caption>.*关于一季度经济运行情况的汇报/);
    assert.doesNotMatch(html, /\{\{/);
    styles.add(await (await fetch(new URL(`/${office}/portal.css`, page.url))).text());
  }
  assert.equal(styles.size, 4);
  assert.equal(await demo.stop(), 0);
});

test('the identity endpoint knows its people, and answers under the names of this machine only', async () => {
  const demo = await RunningDemo.start(dataFolder());
  // Another site whose name was made to point at this machine.
  const foreign = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${demo.identity}?as=bo-xi`, { headers: { host: 'evil.example:80' } }, resolve).on('error', reject);
  });
  foreign.resume();
  assert.equal(foreign.statusCode, 421);
  const answer = (await (await fetch(`${demo.identity}?as=bo-xi`)).json()) as { token: string };
  const claims = JSON.parse(Buffer.from(answer.token.split('.')[1]!, 'base64url').toString()) as Record<
    string,
    unknown
  >;
  assert.equal(claims['sub'], 'bo-xi');
  assert.equal(claims['office'], 'cpc');
  assert.equal(Number(claims['exp']) - Number(claims['iat']), 600);
  assert.equal((await fetch(`${demo.identity}?as=__proto__`)).status, 404);
  assert.equal(await demo.stop(), 0);
});
