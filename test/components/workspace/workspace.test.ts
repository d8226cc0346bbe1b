import { executeServerCommand } from '@web/test-runner-commands';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { SibanWorkspace } from '../../../src/components/workspace/workspace.js';
import '../../../src/components/shared/events.js';
import { SessionController } from '../../../src/controllers/session-controller.js';
import type { AgendaSession } from '../../../src/sync/room-session.js';
import { afterEachTest, equal, ok, test } from '../../controllers/bdd.js';

/** The least tag that shows a room. */
class RoomProbe extends LitElement {
  static override properties = {
    room: {},
    server: {},
    tokenSrc: { attribute: 'token-src' },
    tokenProvider: { attribute: false },
    cache: {},
    session: { attribute: false },
  };
  declare room: string;
  declare server: string;
  declare tokenSrc: string;
  declare tokenProvider: (() => Promise<string>) | undefined;
  declare cache: 'none' | '';
  declare session: AgendaSession | undefined;
  readonly controller = new SessionController(this);
  renders = 0;
  #content: AgendaSession['content'] | undefined;
  #leave: (() => void) | undefined;

  constructor() {
    super();
    this.room = '';
    this.server = '';
    this.tokenSrc = '';
    this.cache = '';
  }

  /** As every tag does with what it shows of the content. */
  protected override willUpdate(): void {
    const content = this.controller.session?.content;
    if (content === this.#content) return;
    this.#content = content;
    this.#leave?.();
    this.#leave = content?.subscribe(() => this.requestUpdate());
  }

  protected override render(): TemplateResult | typeof nothing {
    this.renders++;
    const { session } = this.controller;
    return session ? html`<p>${session.content.topics.map(({ title }) => title).join('，')}</p>` : nothing;
  }

  get text(): string {
    return this.renderRoot.textContent;
  }
}
customElements.define('siban-workspace', SibanWorkspace);
customElements.define('room-probe', RoomProbe);

const clerk = { id: 'u-cpc', name: '陆知行', office: 'cpc', roles: ['clerk'] };
const colleague = { id: 'u-gov', name: '温如许', office: 'gov', roles: ['clerk'] };
const server = (): Promise<string> => executeServerCommand('siban', { start: location.origin });
const tokenFor =
  (person: typeof clerk, seconds = 600) =>
  (): Promise<string> =>
    executeServerCommand('siban', { token: person, seconds });

let rooms = 0;
async function newRoom(): Promise<string> {
  const room = `agenda/w${Date.now().toString(36)}-${rooms++}`;
  await server();
  await executeServerCommand('siban', { room, person: clerk });
  return room;
}

const onPage: Element[] = [];
afterEachTest(() => {
  for (const element of onPage.splice(0)) element.remove();
});

async function workspace(
  person: typeof clerk,
  ...rooms: string[]
): Promise<{ space: SibanWorkspace; probes: RoomProbe[] }> {
  const space = new SibanWorkspace();
  space.server = await server();
  space.tokenProvider = tokenFor(person);
  const probes = rooms.map((room) => {
    const probe = new RoomProbe();
    probe.room = room;
    return probe;
  });
  // Anywhere inside, not only as children.
  const box = document.createElement('div');
  box.append(...probes);
  space.append(box);
  document.body.append(space);
  onPage.push(space);
  return { space, probes };
}

/** Resolves as soon as `condition` holds; the runner's own timeout is the limit. */
async function eventually(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

const live = (probe: RoomProbe): Promise<void> => eventually(() => probe.controller.session?.sync.status === 'live');

test('a tag inside a workspace opens its room, and two tags share one', async () => {
  const room = await newRoom();
  const { probes } = await workspace(clerk, room, room);
  const [a, b] = probes as [RoomProbe, RoomProbe];
  await Promise.all([live(a), live(b)]);
  equal(a.controller.session === b.controller.session, true);
  a.controller.session!.content.addTopic({ title: '关于防汛的汇报' });
  await eventually(() => b.text.includes('关于防汛的汇报'));
});

test('two workspaces of two people on one page are two people', async () => {
  const room = await newRoom();
  const one = await workspace(clerk, room);
  const two = await workspace(colleague, room);
  const [a, b] = [one.probes[0]!, two.probes[0]!];
  await Promise.all([live(a), live(b)]);
  equal([a.controller.session!.person.id, b.controller.session!.person.id], ['u-cpc', 'u-gov']);
  b.controller.session!.setPresence('t1', false);
  await eventually(() => a.controller.session!.presence[0]?.person.id === 'u-gov');
  b.controller.session!.content.addTopic({ title: '政府办的议题' });
  await eventually(() => a.text.includes('政府办的议题'));
});

test('a tag that is moved in its page keeps its room, and one that comes back shows what happened meanwhile', async () => {
  const room = await newRoom();
  const { space, probes } = await workspace(clerk, room, room);
  const [moved, stays] = probes as [RoomProbe, RoomProbe];
  await Promise.all([live(moved), live(stays)]);
  const { session } = moved.controller;
  space.append(moved);
  await moved.updateComplete;
  await live(moved);
  equal(moved.controller.session === session, true);
  moved.remove();
  stays.controller.session!.content.addTopic({ title: '其间新增' });
  await stays.updateComplete;
  equal(moved.text.includes('其间新增'), false);
  space.append(moved);
  await eventually(() => moved.text.includes('其间新增'));
});

test('what was typed last is saved although the tag is gone', async () => {
  const room = await newRoom();
  const { space, probes } = await workspace(clerk, room);
  await live(probes[0]!);
  probes[0]!.controller.session!.content.addTopic({ title: '最后一笔' });
  space.remove();
  const again = await workspace(colleague, room);
  await eventually(() => again.probes[0]!.text.includes('最后一笔'));
});

test('a tag that names another room shows that one', async () => {
  const [first, second] = [await newRoom(), await newRoom()];
  const { probes } = await workspace(clerk, first);
  const [probe] = probes as [RoomProbe];
  await live(probe);
  probe.controller.session!.content.addTopic({ title: '第一场' });
  await eventually(() => probe.text.includes('第一场'));
  probe.room = second;
  await probe.updateComplete;
  ok(!probe.text.includes('第一场'), 'nothing of the former room is left');
  await eventually(() => probe.controller.session?.room === second);
});

test('a tag without a workspace takes the attributes itself', async () => {
  const room = await newRoom();
  const probe = new RoomProbe();
  probe.server = await server();
  probe.tokenProvider = tokenFor(clerk);
  probe.room = room;
  document.body.append(probe);
  onPage.push(probe);
  await live(probe);
});

test('a token comes from the URL of token-src as well', async () => {
  const room = await newRoom();
  const space = new SibanWorkspace();
  space.server = await server();
  const token = await tokenFor(clerk)();
  space.tokenSrc = `data:application/json,${encodeURIComponent(JSON.stringify({ token }))}`;
  const probe = new RoomProbe();
  probe.room = room;
  space.append(probe);
  document.body.append(space);
  onPage.push(space);
  await live(probe);
});

test('before any room is open the workspace itself says how it stands', async () => {
  const { space } = await workspace(clerk, 'agenda/any');
  const told: string[] = [];
  space.addEventListener('siban-status', (event) => told.push(event.status));
  const probe = new RoomProbe();
  probe.room = 'agenda/any';
  const nowhere = new SibanWorkspace();
  nowhere.server = 'http://127.0.0.1:9';
  nowhere.tokenProvider = tokenFor(clerk);
  nowhere.addEventListener('siban-status', (event) => told.push(`${event.status} nowhere`));
  nowhere.append(probe);
  document.body.append(nowhere);
  onPage.push(nowhere);
  await eventually(() => told.includes('offline nowhere'));
  equal(probe.controller.sync.status, 'offline');
  equal(probe.controller.session === undefined, true);
});

test('a tag without any source of a token says that it lacks one', async () => {
  const probe = new RoomProbe();
  probe.room = 'agenda/any';
  document.body.append(probe);
  onPage.push(probe);
  await probe.updateComplete;
  const { status, reason } = probe.controller.sync;
  equal([status, reason], ['refused', 'no-token-source']);
});

test('what stands in the page is shown until the workspace is there, and stays', async () => {
  const space = new SibanWorkspace();
  space.innerHTML = '<p>请使用较新的浏览器</p>';
  document.body.append(space);
  onPage.push(space);
  await space.updateComplete;
  ok(space.querySelector('p')!.assignedSlot !== null, 'light children are slotted');
});
