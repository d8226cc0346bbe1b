import type { Office, Role } from '../../model/offices.js';
import type { Tables } from './strings.js';

/** Words that every tag needs: who, where it stands with the server, and the everyday buttons. */
export interface SharedWords {
  readonly office: Readonly<Record<Office, string>>;
  readonly role: Readonly<Record<Role, string>>;
  readonly editing: string;
  readonly away: string;
  readonly morePeople: (n: number) => string;
  readonly present: string;
  /** Of whom nothing is heard since this page went offline. */
  readonly wasPresent: string;
  readonly cancel: string;
  readonly close: string;
  readonly serverTime: (text: string) => string;
  readonly reason: string;
  readonly sync: {
    readonly saved: string;
    /** Words that were not uploaded because of a secrecy mark. */
    readonly heldBack: (n: number) => string;
    readonly saving: (n: number) => string;
    /** Steps that are not sealed; all edits are saved. */
    readonly unsealed: (n: number) => string;
    readonly connecting: string;
    readonly offline: (n: number) => string;
    readonly readOnly: string;
    readonly refused: string;
    readonly expired: string;
    /** All is saved, but the record of the room does not verify. */
    readonly alarm: string;
  };
}

const zh: SharedWords = {
  office: {
    cpc: '县委办',
    npc: '县人大办',
    gov: '县政府办',
    cppcc: '县政协办',
    unit: '承办单位',
    partner: '协作单位',
  },
  role: {
    leader: '县领导',
    director: '主任',
    coordinator: '联络员',
    clerk: '科员',
    reviewer: '督查员',
    unit: '单位联络员',
    guest: '协作人员',
    auditor: '审计员',
  },
  editing: '正在编辑',
  away: '离线前在场',
  morePeople: (n) => `另有 ${n} 人`,
  present: '在场的人',
  wasPresent: '离线前在场的人',
  cancel: '取消',
  close: '关闭',
  serverTime: (text) => `${text}（服务器时间）`,
  reason: '理由',
  sync: {
    saved: '已保存',
    heldBack: (n) => `${n} 处未上传`,
    saving: (n) => `正在保存 ${n} 处`,
    unsealed: (n) => `${n} 步待封存`,
    connecting: '正在连接',
    offline: (n) => (n === 0 ? '离线' : `离线，${n} 处未上传`),
    readOnly: '只读',
    refused: '未被接受',
    expired: '登录已过期',
    alarm: '记录不完整',
  },
};

const en: SharedWords = {
  office: {
    cpc: 'Party Committee Office',
    npc: "People's Congress Office",
    gov: 'Gov. Office',
    cppcc: 'CPPCC Office',
    unit: 'Unit',
    partner: 'Partner',
  },
  role: {
    leader: 'leader',
    director: 'director',
    coordinator: 'coordinator',
    clerk: 'clerk',
    reviewer: 'reviewer',
    unit: 'unit contact',
    guest: 'guest',
    auditor: 'auditor',
  },
  editing: 'editing',
  away: 'here before you went offline',
  morePeople: (n) => `${n} more`,
  present: 'People here',
  wasPresent: 'People here before you went offline',
  cancel: 'Cancel',
  close: 'Close',
  serverTime: (text) => `${text} (server)`,
  reason: 'Reason',
  sync: {
    saved: 'Saved',
    heldBack: (n) => `${n} not uploaded`,
    saving: (n) => `Saving ${n}`,
    unsealed: (n) => `${n} to seal`,
    connecting: 'Connecting',
    offline: (n) => (n === 0 ? 'Offline' : `Offline, ${n} not uploaded`),
    readOnly: 'Read only',
    refused: 'Not accepted',
    expired: 'Signed out',
    alarm: 'Log incomplete',
  },
};

export const SHARED_WORDS: Tables<SharedWords> = { 'zh-CN': zh, en };
