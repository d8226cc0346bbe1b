import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import { checkMeeting } from '../../../src/rules/meetings/index.js';
import { cleanTopic, findingsOf, flagsOf, meetingOf, sampleSettings, without } from './meeting-cases.js';

describe('MATERIAL_MISSING', () => {
  const missing = (changes: object) =>
    findingsOf(cleanTopic(changes)).find(({ rule }) => rule === 'MATERIAL_MISSING')?.params['missing'];

  test('names what has not come in, in the order of the list', () => {
    assert.deepEqual(missing({ providedMaterials: ['汇报材料'] }), ['议题提请单', '分管领导签批件']);
    assert.deepEqual(missing({ providedMaterials: [] }), ['议题提请单', '汇报材料', '分管领导签批件']);
    assert.deepEqual(missing({ providedMaterials: null }), ['议题提请单', '汇报材料', '分管领导签批件']);
  });

  test('names a paper once that is listed twice', () => {
    assert.deepEqual(missing({ requiredMaterials: ['送审稿', '送 审稿', ''], providedMaterials: [] }), ['送审稿']);
  });

  test('does not mind blanks, order, or more than was asked for', () => {
    assert.equal(missing({ providedMaterials: ['照片', '分管领导　签批件', ' 汇报材料', '议题提请单'] }), undefined);
  });

  test('counts a paper with a receipt as come in', () => {
    const receipts = [{ material: '汇 报材料', at: '2024-04-09T11:20:00+08:00' }];
    assert.deepEqual(missing({ providedMaterials: ['议题提请单'], receipts }), ['分管领导签批件']);
    const topic = without(cleanTopic({ receipts }), 'providedMaterials');
    assert.deepEqual(findingsOf(topic)[0]?.params['missing'], ['议题提请单', '分管领导签批件']);
    assert.deepEqual(flagsOf(without(cleanTopic({ receipts: [] }), 'providedMaterials')), []);
  });

  test('is silent without either list', () => {
    assert.deepEqual(flagsOf(without(cleanTopic(), 'providedMaterials')), []);
    assert.deepEqual(flagsOf(without(cleanTopic({ providedMaterials: [] }), 'requiredMaterials')), []);
    assert.deepEqual(flagsOf(cleanTopic({ requiredMaterials: null, providedMaterials: null })), []);
  });
});

describe('AD_HOC and UNCOORDINATED', () => {
  test('follow what the file says', () => {
    assert.deepEqual(flagsOf(cleanTopic({ adHoc: true })), ['AD_HOC']);
    assert.deepEqual(flagsOf(cleanTopic({ coordinated: false })), ['UNCOORDINATED']);
    assert.deepEqual(flagsOf(cleanTopic({ adHoc: true, coordinated: false })), ['AD_HOC', 'UNCOORDINATED']);
  });

  test('are silent about what nobody knows', () => {
    assert.deepEqual(flagsOf(cleanTopic({ adHoc: null, coordinated: null })), []);
    assert.deepEqual(flagsOf(without(without(cleanTopic(), 'adHoc'), 'coordinated')), []);
  });
});

describe('CLASSIFIED_MARK', () => {
  const marked = (changes: object) => findingsOf(cleanTopic(changes)).find(({ rule }) => rule === 'CLASSIFIED_MARK');

  test('blocks', () => assert.equal(marked({ title: '机密★1年 关于某事' })?.severity, 'block'));

  for (const [field, changes] of [
    ['title', { title: '关于某事的汇报（秘 密 ☆ 1年）' }],
    ['title', { title: '机\u200b密＊长期' }],
    ['proposer', { proposer: '【机密】' }],
    ['notes', { notes: '第一行\r\n绝　密\r\n第三行' }],
    [
      'requiredMaterials[1]',
      { requiredMaterials: ['送审稿', '送审稿（机密）'], providedMaterials: ['送审稿', '送审稿（机密）'] },
    ],
    ['providedMaterials[0]', { requiredMaterials: [], providedMaterials: ['秘密★3年 附件'] }],
    ['steps[0].by', { steps: [{ step: 'submitted', by: '绝密★', at: '2024-04-08T09:30:00+08:00' }] }],
    ['附注.甲[0]', { 附注: { 甲: ['机密★'] } }],
    ['marking', { marking: '秘密' }],
    ['marking', { marking: '机密★1年' }],
    ['marking', { marking: '绝 密 级' }],
    ['marking', { marking: '秘密件' }],
  ] as const) {
    test(`is found in ${field}: ${JSON.stringify(changes)}`, () => {
      const fields = marked(changes)?.params['fields'] as string[] | undefined;
      assert.ok(fields?.includes(field), `fields: ${String(fields)}`);
    });
  }

  test('names the strictest level, and no marked text', () => {
    const finding = marked({ title: '秘密★1年 某事', marking: '机密' });
    assert.deepEqual(finding?.params, { level: '机密', fields: ['title', 'marking'] });
    assert.ok(!JSON.stringify(finding).includes('某事'));
  });

  test('passes what is none', () => {
    for (const changes of [
      { marking: null },
      { marking: '' },
      { marking: '公开' },
      { marking: '内部' },
      { marking: '无' },
      { title: '关于加强保密意识、保守国家秘密的汇报' },
      { title: '会议评选出★★★级服务窗口3个' },
      { notes: '商业秘密由企业自行保护' },
      { notes: '（此件不公开）' },
    ]) {
      assert.equal(marked(changes), undefined, JSON.stringify(changes));
    }
    assert.equal(findingsOf(without(cleanTopic(), 'marking')).length, 0);
  });

  test('is found in the meeting itself, and not told again for it because of a topic', () => {
    const meeting = meetingOf([cleanTopic({ title: '机密★ 某事' })], { venue: '三楼（秘密）' });
    assert.deepEqual(
      checkMeeting(meeting, sampleSettings()).map(({ subject, params }) => [subject, params['fields']]),
      [
        ['M1', ['venue']],
        ['T1', ['title']],
      ],
    );
  });

  test('is found at any depth of what a file may carry', () => {
    let nested: unknown = '机密★';
    for (let depth = 0; depth < 20_000; depth++) nested = [nested];
    assert.ok(marked({ nested }));
  });
});

describe('LEAVE_NOT_APPROVED', () => {
  const leaveFlags = (members: unknown) =>
    checkMeeting(meetingOf([], { members }), sampleSettings()).map(({ rule, subject, params }) => [
      rule,
      subject,
      params['person'],
    ]);

  for (const [title, leave] of [
    ['the key is absent', { person: '岑予安' }],
    ['it is null', { person: '岑予安', approvedBy: null }],
    ['it is empty', { person: '岑予安', approvedBy: '' }],
    ['it is blank', { person: '岑予安', approvedBy: '　' }],
  ] as const) {
    test(`flags a leave whose approver is not named: ${title}`, () => {
      assert.deepEqual(leaveFlags({ leave: [leave] }), [['LEAVE_NOT_APPROVED', 'M1', '岑予安']]);
    });
  }

  test('flags each such leave for itself', () => {
    const leave = [{ person: '甲' }, { person: '乙', approvedBy: '县委书记' }, { person: '丙', approvedBy: null }];
    assert.deepEqual(
      leaveFlags({ leave }).map(([, , person]) => person),
      ['甲', '丙'],
    );
  });

  test('is silent without leave', () => {
    for (const members of [undefined, null, {}, { leave: null }, { leave: [] }])
      assert.deepEqual(leaveFlags(members), []);
  });
});
