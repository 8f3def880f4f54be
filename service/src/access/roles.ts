/**
 * What a person can be to an organisation, and where. A role belongs to a membership, so the same person may be an exporter in
 * one organisation and nothing in the next.
 */

/** Kinds of organisation. `installation` is the body that runs this installation; there is one. */
export const ORGANISATION_KINDS = {
  company: { zh: '企业', en: 'Company' },
  operator: { zh: '境外特定出口经营者', en: 'Operator outside China' },
  research: { zh: '科研机构', en: 'Research institute' },
  'licensing-authority': { zh: '许可机关', en: 'Licensing authority' },
  'authority-unit': { zh: '会商部门', en: 'Authority unit' },
  customs: { zh: '海关', en: 'Customs' },
  'audit-office': { zh: '审计机构', en: 'Audit office' },
  installation: { zh: '系统运行单位', en: 'Operator of this installation' },
} as const;
export type OrganisationKind = keyof typeof ORGANISATION_KINDS;

interface RoleRule {
  readonly zh: string;
  readonly en: string;
  /** The kinds of organisation in which a person can have it. */
  readonly in: readonly OrganisationKind[];
  /** Its holder decides on others, so it counts only in a session with a second factor (a setting can change this). */
  readonly decides: boolean;
  /** Whether a program may hold it, by an API token. */
  readonly byToken: boolean;
}

const trading = ['company', 'operator', 'research'] as const;

export const ROLES = {
  exporter: { zh: '出口业务人员', en: 'Exporter', in: trading, decides: false, byToken: true },
  'organisation-administrator': {
    zh: '单位管理员',
    en: 'Organisation administrator',
    in: [...trading, 'licensing-authority', 'authority-unit', 'customs', 'audit-office'],
    decides: false,
    byToken: false,
  },
  'licensing-officer': {
    zh: '许可经办人',
    en: 'Licensing officer',
    in: ['licensing-authority'],
    decides: true,
    byToken: false,
  },
  'senior-officer': {
    zh: '许可审批人',
    en: 'Senior officer',
    in: ['licensing-authority'],
    decides: true,
    byToken: false,
  },
  'policy-officer': {
    zh: '政策经办人',
    en: 'Policy officer',
    in: ['licensing-authority'],
    decides: true,
    byToken: false,
  },
  'policy-director': {
    zh: '政策负责人',
    en: 'Policy director',
    in: ['licensing-authority'],
    decides: true,
    byToken: false,
  },
  adviser: { zh: '会商意见人', en: 'Adviser', in: ['authority-unit'], decides: true, byToken: false },
  'customs-officer': { zh: '海关关员', en: 'Customs officer', in: ['customs'], decides: true, byToken: false },
  // A program of customs. A person with it can give it to an API token, and can do nothing else with it: see rights.ts.
  'customs-system': { zh: '海关系统', en: 'Customs system', in: ['customs'], decides: false, byToken: true },
  auditor: { zh: '审计人员', en: 'Auditor', in: ['audit-office'], decides: false, byToken: true },
  analyst: {
    zh: '分析人员',
    en: 'Analyst',
    in: ['research', 'licensing-authority'],
    decides: false,
    byToken: true,
  },
  administrator: { zh: '系统管理员', en: 'Administrator', in: ['installation'], decides: true, byToken: false },
} as const satisfies Record<string, RoleRule>;

/** A role in an organisation. */
export type MemberRole = keyof typeof ROLES;

export const MEMBER_ROLES = Object.keys(ROLES) as readonly MemberRole[];

/** Can somebody have this role in such an organisation? @example roleFits('senior-officer', 'company') // false */
export function roleFits(role: MemberRole, kind: OrganisationKind): boolean {
  const kinds: readonly OrganisationKind[] = ROLES[role].in;
  return kinds.includes(kind);
}

/** The roles that count only in a session with a second factor, unless the installation says otherwise. */
export const DECIDING_ROLES: readonly MemberRole[] = MEMBER_ROLES.filter((role) => ROLES[role].decides);

/**
 * What an agent may do for an operator outside China, as the power of attorney says.
 */
export const AGENCY_SCOPES = {
  records: { zh: '产品、相对方、物料清单与判定', en: 'Products, parties, bills of materials, determinations' },
  applications: { zh: '许可申请', en: 'Applications for licences' },
  reports: { zh: '出口报告', en: 'Reports' },
} as const;
export type AgencyScope = keyof typeof AGENCY_SCOPES;
