import { PICTURE } from '../../stories/scenes.js';
import { PEOPLE, sampleRoom, type SampleRoom } from '../../stories/sample-room.js';
import { MinuteController, nextRender } from '../../src/components/shared/minute-controller.js';
import type { Person } from '../../src/model/person.js';
import { equal, ok, test } from '../controllers/bdd.js';
import { BoardPage, plain } from './board-page.js';

/** The cut-off of the sample meeting. */
const CUT_OFF = Date.parse('2024-04-11T17:00:00+08:00');
/** The topic of which one paper is missing, and that paper. */
const WATER = 3;
const OPINION = '合法性审查意见';

interface Sitting {
  readonly sample: SampleRoom;
  readonly page: BoardPage;
  readonly topic: string;
}

/** Somebody at the board, that long before or after the cut-off. */
async function sit(person: Person, milliseconds: number, options = PICTURE): Promise<Sitting> {
  // Founded before: no entry may be sealed before the one that it follows.
  const sample = await sampleRoom({ ...options, now: '2024-04-11T10:00:00+08:00' });
  sample.clock.now = CUT_OFF + milliseconds;
  const page = await BoardPage.show(sample.room.join(person));
  return { sample, page, topic: sample.topics[WATER]! };
}

const row = (page: BoardPage, topic: string): string => plain(page.row(topic).textContent);

/** Waits for it as somebody who watches the screen does. */
async function until(isSo: () => boolean, page: BoardPage): Promise<void> {
  for (let round = 0; round < 200 && !isSo(); round++) {
    await new Promise((done) => setTimeout(done, 50));
    await page.settled();
  }
}

// ---- receipts around the cut-off

for (const [milliseconds, wanted, isLate] of [
  [-60_000, '提前 1 分', false],
  [-1, '压线按时', false],
  [0, '压线按时', false],
  [1, '迟 1 分', true],
  [60_000, '迟 1 分', true],
] as const) {
  test(`a last paper that is received ${milliseconds} ms from the cut-off counts by the server’s clock: ${wanted}`, async () => {
    const { page, topic } = await sit(PEOPLE.clerk, milliseconds);
    await page.open(topic);
    await page.click(`[data-receive="${OPINION}"]`);
    ok(row(page, topic).includes(wanted), row(page, topic));
    equal(page.has('[data-rule="LATE"]'), isLate);
    equal(page.has('.materials .after-cut-off'), isLate);
    ok(
      page
        .text('.materials')
        .includes(
          `${OPINION} 11日 ${isLate && milliseconds > 1 ? '17:01' : milliseconds < 0 ? '16:59' : '17:00'} 收到`,
        ),
      page.text('.materials'),
    );
  });
}

// ---- with nobody touching the page

test('the light of a missing paper turns by itself when the cut-off passes, and not before', async () => {
  const sample = await sampleRoom(PICTURE);
  const from = performance.now();
  // Runs as a clock does, from a moment before the cut-off on.
  Object.defineProperty(sample.clock, 'now', { get: () => CUT_OFF - 700 + Math.floor(performance.now() - from) });
  const page = await BoardPage.show(sample.room.join(PEOPLE.auditor, 'read'));
  const topic = sample.topics[WATER]!;
  ok(row(page, topic).includes('待交 1 份'), row(page, topic));
  await until(() => row(page, topic).includes(`缺${OPINION}`), page);
  ok(row(page, topic).includes(`缺${OPINION}`), row(page, topic));
  ok(sample.clock.now > CUT_OFF, 'the server’s clock says so too');
  ok(page.text('.clock').includes('缺件 2'), page.text('.clock'));
});

test('a page that was in the background has caught up when it is seen again', async () => {
  const { sample, page, topic } = await sit(PEOPLE.clerk, -3 * 3_600_000);
  ok(row(page, topic).includes('待交 1 份'), row(page, topic));
  sample.clock.now = CUT_OFF + 5000;
  document.dispatchEvent(new Event('visibilitychange'));
  await page.settled();
  ok(row(page, topic).includes(`缺${OPINION}`), row(page, topic));
});

test('a board waits for the next minute, or for the moment at which something turns if that is sooner', () => {
  const at = Date.parse('2024-04-11T16:59:12.300+08:00');
  equal(nextRender(at, []), CUT_OFF);
  equal(nextRender(at, [CUT_OFF - 20_000, CUT_OFF + 1]), CUT_OFF - 20_000);
  equal(nextRender(CUT_OFF, []), CUT_OFF + 60_000);
  equal(
    nextRender(CUT_OFF + 2, [CUT_OFF + 1]),
    CUT_OFF + 1,
    'a moment that passed while the page rendered is made up for',
  );
});

test('a clock that stands still makes no page render over and over', async () => {
  let renders = 0;
  const host = {
    addController: () => undefined,
    removeController: () => undefined,
    requestUpdate: () => {
      renders++;
    },
    updateComplete: Promise.resolve(true),
  };
  const controller = new MinuteController(
    host,
    () => CUT_OFF,
    () => [CUT_OFF + 1],
  );
  controller.hostConnected();
  await new Promise((done) => setTimeout(done, 400));
  controller.hostDisconnected();
  ok(renders >= 1 && renders <= 2, `rendered ${renders} times`);
});

// ---- what helps

test('the late box offers to record an approval and to put the topic off, to whoever may', async () => {
  const sample = await sampleRoom(PICTURE);
  const late = sample.topics[1]!;
  const director = await BoardPage.show(sample.room.join(PEOPLE.director));
  await director.open(late);
  equal(
    director.all('[data-rule="LATE"] .buttons button').map((button) => plain(button.textContent)),
    ['记录批准', '移回议题库'],
  );
  ok(director.get('[data-waive="LATE"]').classList.contains('primary'), 'the first is the way that is meant');
  const clerk = await BoardPage.show(sample.room.join(PEOPLE.clerk));
  await clerk.open(late);
  ok(clerk.has('[data-rule="LATE"]') && !clerk.has('[data-rule="LATE"] button'), 'the fact alone');
});

test('putting off asks for a reason, moves the topic out of the meeting, and it can be listed again', async () => {
  const sample = await sampleRoom(PICTURE);
  const late = sample.topics[1]!;
  const session = sample.room.join(PEOPLE.director);
  const page = await BoardPage.show(session);
  await page.open(late);
  const sealed = session.record.entries.length;
  await page.click('[data-defer="LATE"]');
  ok(page.text('.command-form').includes('移回议题库，本次不上会'), page.text('.command-form'));
  await page.click('.command-form [type="submit"]');
  equal(session.record.entries.length, sealed, 'nothing is sealed without a reason');
  equal(page.focused?.getAttribute('data-field'), 'reason');
  equal(page.focused?.getAttribute('aria-invalid'), 'true');
  equal(page.said, '还没有填理由');
  await page.type('.command-form textarea', '材料未齐，顺延');
  equal(page.get('.command-form textarea').getAttribute('aria-invalid'), null);
  await page.click('.command-form [type="submit"]');
  ok(row(page, late).includes('暂缓'), row(page, late));
  ok(page.row(late).querySelector('.c-order b') === null, 'it has no number any more');
  ok(page.text('.trail').includes('理由：材料未齐，顺延'), page.text('.trail'));
  await page.click('[data-command="topic.schedule"]');
  await page.click('.command-form [type="submit"]');
  ok(page.row(late).querySelector('.c-order b') !== null, 'it is heard again');
});

test('a flag that was allowed stays, with 已批准, who, when and why beside it', async () => {
  const sample = await sampleRoom(PICTURE);
  const gap = sample.topics[2]!;
  const page = await BoardPage.show(sample.room.join(PEOPLE.director));
  await page.open(gap);
  await page.click('[data-waive="OUT_OF_PROCEDURE"]');
  await page.type('.finding [data-field="approver"]', '县委书记');
  await page.type('.finding [data-field="reason"]', '分管领导出差，已电话同意');
  await page.click('.finding [type="submit"]');
  const box = page.text('[data-rule="OUT_OF_PROCEDURE"]');
  ok(box.includes('缺分管领导审签') && box.includes('已批准'), box);
  ok(box.includes('县委书记已同意：分管领导出差，已电话同意（柏溪 12日 17:52 记录）'), box);
  const stays = row(page, gap);
  ok(stays.includes('缺分管领导审签') && stays.includes('县委书记 已同意'), stays);
  ok(!page.has('[data-waive="OUT_OF_PROCEDURE"]'), 'it is not asked for twice');
});

test('an approval that is recorded offline stands in its box as waiting, and is sealed when the server is back', async () => {
  const sample = await sampleRoom(PICTURE);
  const late = sample.topics[1]!;
  const session = sample.room.join(PEOPLE.director);
  const page = await BoardPage.show(session);
  await page.open(late);
  sample.room.cut(session);
  await page.settled();
  await page.click('[data-waive="LATE"]');
  await page.type('.finding [data-field="approver"]', '县委书记');
  await page.type('.finding [data-field="reason"]', '汛期已到');
  await page.click('.finding [type="submit"]');
  const waits = page.text('[data-rule="LATE"]');
  ok(waits.includes('待封存') && waits.includes('县委书记已同意：汛期已到'), waits);
  ok(
    !waits.includes('已批准') && page.get('[data-rule="LATE"]').classList.contains('warn'),
    'nobody has sealed it yet',
  );
  ok(!page.has('[data-waive="LATE"]'), 'it is not asked for twice');
  sample.room.heal(session);
  await until(() => page.text('[data-rule="LATE"]').includes('已批准'), page);
  ok(page.text('[data-rule="LATE"]').includes('已批准'), page.text('[data-rule="LATE"]'));
});

test('words that are too long to be sealed are said to be, stay in the field, and nothing is sent', async () => {
  const sample = await sampleRoom(PICTURE);
  const session = sample.room.join(PEOPLE.director);
  const page = await BoardPage.show(session);
  await page.open(sample.topics[1]!);
  const sealed = session.record.entries.length;
  await page.click('[data-command="topic.return"]');
  const long = '不'.repeat(4001);
  await page.type('.command-form textarea', long);
  equal(page.text('#form-hold'), '理由最多 4000 字，现在 4001 字');
  await page.click('.command-form [type="submit"]');
  equal(session.record.entries.length, sealed);
  equal((page.get('.command-form textarea') as HTMLTextAreaElement).value, long);
});

// ---- ad hoc, returned, withdrawn

test('an ad hoc motion names who agreed and why, and its badge stays after the meeting has decided', async () => {
  const sample = await sampleRoom({ ...PICTURE, steps: { 1: 1 } });
  const id = sample.topics[1]!;
  const page = await BoardPage.show(sample.room.join(PEOPLE.director));
  await page.open(id);
  await page.click('[data-command="topic.adHoc"]');
  equal(
    page.all('.command-form .must').map((one) => plain(one.textContent)),
    ['必填', '必填'],
  );
  await page.click('.command-form [type="submit"]');
  equal(page.focused?.getAttribute('data-field'), 'approver', 'the first that is missing');
  await page.type('.command-form [data-field="approver"]', '县委书记');
  await page.click('.command-form [type="submit"]');
  equal(page.focused?.getAttribute('data-field'), 'reason');
  await page.type('.command-form [data-field="reason"]', '汛情紧急');
  await page.click('.command-form [type="submit"]');
  ok(row(page, id).includes('临时动议'), row(page, id));
  ok(
    page.text('[data-rule="AD_HOC"]').includes('县委书记已同意：汛情紧急（柏溪 12日 17:52 记录）'),
    page.text('[data-rule="AD_HOC"]'),
  );
  await page.click('[data-command="topic.decide"]');
  page.get('.command-form [value="passed"], .dialog [value="passed"]').click();
  await page.settled();
  await page.click('.command-form [type="submit"]');
  ok(row(page, id).includes('已议定') && row(page, id).includes('临时动议'), row(page, id));
  ok(page.has('[data-rule="AD_HOC"]'), 'in the panel too');
});

test('a returned topic says why, goes round again, and keeps the return in its trail', async () => {
  const sample = await sampleRoom(PICTURE);
  const id = sample.topics[1]!;
  const clerk = await BoardPage.show(sample.room.join(PEOPLE.clerk));
  await clerk.open(id);
  await clerk.click('[data-command="topic.return"]');
  await clerk.type('.command-form textarea', '附件不全');
  await clerk.click('.command-form [type="submit"]');
  equal(plain(clerk.get('[data-returned]').textContent).startsWith('退回：附件不全'), true);
  ok(clerk.text('[data-returned]').includes('简舟 12日 17:52 退回'), clerk.text('[data-returned]'));
  await clerk.click('[data-resubmit]');
  await clerk.click('.command-form [type="submit"]');
  ok(row(clerk, id).includes('待审签'), row(clerk, id));
  ok(clerk.text('.trail').includes('理由：附件不全'), 'the return stays');
});

test('the submitting office takes its topic back, and it leaves the meeting with its trail', async () => {
  const sample = await sampleRoom({ ...PICTURE, steps: { 1: 1 } });
  const id = sample.topics[1]!;
  const page = await BoardPage.show(sample.room.join(PEOPLE.clerk));
  await page.open(id);
  await page.click('[data-command="topic.withdraw"]');
  await page.click('.command-form [type="submit"]');
  ok(row(page, id).includes('已撤回'), row(page, id));
  ok(page.text('.trail').includes('撤回'), page.text('.trail'));
});

test('leave that nobody has allowed says what helps, in the panel of the meeting', async () => {
  const { room } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  await page.click('[data-opens="meeting"]');
  await page.click('[data-add-leave]');
  await page.fill('[data-leave-row]:last-child [data-leave="person"]', '江屿');
  ok(page.text('[data-rule="LEAVE_NOT_APPROVED"]').includes('在会议信息里补上批准人'), page.text('.panel'));
});
