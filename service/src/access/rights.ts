import { type AgencyScope, MEMBER_ROLES, type MemberRole } from './roles.ts';

/**
 * Who may do what: role × action × condition, in this one table. A route names its action, the store and the screens name
 * none: they ask `may`. Everything that is not listed is refused.
 *
 * Three rules stand beside it, because they are about two persons and not about one: nobody changes their own rights upwards
 * and the last administrator stays (members.ts), and a role exists only in the kinds of organisation that roles.ts names.
 */

/** `public` is everyone, `account` everyone who is signed in with a session; a program with an API token is not. */
export type Role = 'public' | 'account' | MemberRole;
export const ALL_ROLES: readonly Role[] = ['public', 'account', ...MEMBER_ROLES];

/**
 * When a right holds. `own`: in the organisation in which the person has the role. `acts-for`: also in those for which that
 * organisation is the appointed agent today. `everywhere`: in every organisation. `by-token`: everywhere, by an API token alone.
 * `demo`: in those that are invented.
 */
export type Condition = 'own' | 'acts-for' | 'everywhere' | 'by-token' | 'demo';

export interface Right {
  readonly role: Role;
  readonly when: Condition;
  /** For `acts-for`: what the power of attorney must cover. Absent: any power of attorney is enough. */
  readonly scope?: AgencyScope;
}

const everyone = [{ role: 'public', when: 'everywhere' }] as const;
const visitors = [{ role: 'public', when: 'demo' }] as const;
const signedIn = [{ role: 'account', when: 'everywhere' }] as const;
const members = MEMBER_ROLES.map((role) => ({ role, when: 'own' }) as const);
const records = [
  { role: 'exporter', when: 'acts-for', scope: 'records' },
  { role: 'organisation-administrator', when: 'acts-for', scope: 'records' },
] as const;
const organisationAdministrators = [{ role: 'organisation-administrator', when: 'own' }] as const;
const administrators = [{ role: 'administrator', when: 'everywhere' }] as const;
const officers = [
  { role: 'licensing-officer', when: 'everywhere' },
  { role: 'senior-officer', when: 'everywhere' },
] as const;
const policy = [
  { role: 'policy-officer', when: 'everywhere' },
  { role: 'policy-director', when: 'everywhere' },
] as const;
const customs = [
  { role: 'customs-officer', when: 'everywhere' },
  { role: 'customs-system', when: 'by-token' },
] as const;
const auditors = [{ role: 'auditor', when: 'everywhere' }] as const;

export const RIGHTS = {
  // Questions about the law and an export: without signing in.
  'law.read': everyone,
  'determination.make': everyone,
  'content.assess': everyone,
  'party.screen': everyone,
  'ownership.assess': everyone,
  'list.read': everyone,
  'rights.read': everyone,
  'statistics.read': everyone,

  // Signing in and out. Whoever has the code of a link may use it: that is what it is for.
  'session.read': everyone,
  'session.open': everyone,
  'session.close': everyone,
  'link.use': everyone,

  // A person's own account.
  'account.read': signedIn,
  'account.change': signedIn,

  // An organisation, its people and agents.
  'organisation.list': [...visitors, ...signedIn],
  'organisation.read': [
    ...visitors,
    ...members,
    { role: 'exporter', when: 'acts-for' },
    { role: 'organisation-administrator', when: 'acts-for' },
    { role: 'licensing-officer', when: 'everywhere' },
    { role: 'senior-officer', when: 'everywhere' },
    ...auditors,
    ...administrators,
  ],
  'organisation.change': [...organisationAdministrators, ...administrators],
  'organisation.create': administrators,
  'organisation.remove': administrators,
  'member.read': [...members, ...auditors, ...administrators],
  'member.change': [...organisationAdministrators, ...administrators],
  'agent.read': [
    { role: 'exporter', when: 'own' },
    { role: 'licensing-officer', when: 'everywhere' },
    { role: 'senior-officer', when: 'everywhere' },
    ...organisationAdministrators,
    ...auditors,
    ...administrators,
  ],
  'agent.appoint': [...organisationAdministrators, ...administrators],

  // Libraries: products, parties, bills of materials, saved determinations, decisions on hits.
  'library.read': [...visitors, ...records],
  'library.change': records,

  // Applications for licences, the cases that come of them, advice on them.
  'application.read': [
    { role: 'exporter', when: 'acts-for', scope: 'applications' },
    { role: 'organisation-administrator', when: 'own' },
    ...auditors,
  ],
  'application.change': [{ role: 'exporter', when: 'acts-for', scope: 'applications' }],
  'case.read': [...officers, ...auditors],
  'case.work': officers,
  'advice.read': [{ role: 'adviser', when: 'own' }],
  'advice.give': [{ role: 'adviser', when: 'own' }],

  // The authority's library of conditions, and its rules for flags and routing.
  'rules.read': [...officers, ...auditors],
  'rules.change': [{ role: 'senior-officer', when: 'everywhere' }],

  // Licences: the holder sees its own, the authority all; anybody may ask whether one is genuine.
  'licence.read': [
    { role: 'exporter', when: 'acts-for', scope: 'applications' },
    { role: 'organisation-administrator', when: 'own' },
    ...officers,
    ...auditors,
  ],
  'licence.register': [...officers, ...auditors],
  'licence.work': officers,
  'licence.surrender': [{ role: 'exporter', when: 'acts-for', scope: 'applications' }],
  'usage-report.make': [{ role: 'exporter', when: 'acts-for', scope: 'reports' }],
  'licence.verify': everyone,

  // Customs reads what any licence says, how it stands and what is left, and draws it down.
  'licence.check': customs,
  'licence.draw': customs,

  // Programs that are told what happens to licences.
  'webhook.read': [...organisationAdministrators, ...auditors, ...administrators],
  'webhook.change': [...organisationAdministrators, ...administrators],

  // Shipments under the humanitarian exemption: the exporter claims, ships and reports; the authority sees all, and reviews what is stopped.
  'humanitarian.read': [
    { role: 'exporter', when: 'acts-for', scope: 'applications' },
    { role: 'organisation-administrator', when: 'own' },
    ...auditors,
  ],
  'humanitarian.change': [{ role: 'exporter', when: 'acts-for', scope: 'applications' }],
  'humanitarian.register': [...officers, ...auditors],
  'humanitarian.review': officers,

  // What is due and by when: each its own, the authority everybody's.
  'duty.read': [
    { role: 'exporter', when: 'acts-for', scope: 'applications' },
    { role: 'organisation-administrator', when: 'own' },
    { role: 'adviser', when: 'own' },
    ...auditors,
  ],
  'duty.register': [...officers, ...auditors],

  // Compliance notices: each holder its own, the authority the whole chain; whoever has the link of a notice may use it.
  'notice.read': [
    { role: 'exporter', when: 'acts-for', scope: 'records' },
    { role: 'organisation-administrator', when: 'own' },
    ...auditors,
  ],
  'notice.issue': [{ role: 'exporter', when: 'acts-for', scope: 'records' }],
  'notice.register': [...officers, ...auditors],
  'notice.open': everyone,
  'notice-template.read': everyone,
  'notice-template.change': [{ role: 'senior-officer', when: 'everywhere' }, ...administrators],

  // What changes of law and lists touch: each its own, the authority what it works on.
  'watch.read': [...records, ...auditors],
  'watch.acknowledge': records,
  'watch.register': [...officers, ...auditors],
  'watch.register-acknowledge': officers,

  // Measures before they are law: drafts, assessments, notices to partner countries. Nobody else learns of them before they are
  // announced; whoever has the link of a notice may use it, and what is published of assessments is for everyone.
  'measure.read': [...policy, ...auditors],
  'measure.draft': policy,
  'measure.approve': [{ role: 'policy-director', when: 'everywhere' }],
  'dialogue.record': policy,
  'partner-notice.open': everyone,
  'assessment.open': everyone,

  // The installation.
  'people.read': [...auditors, ...administrators],
  'people.administer': administrators,
  'law.record': administrators,
  'list.import': administrators,
  'key.rotate': administrators,
  'job.read': administrators,
  'job.change': administrators,
  'audit.read': [...auditors, ...administrators],
} as const satisfies Record<string, readonly Right[]>;

export type Action = keyof typeof RIGHTS;
export const ACTIONS = Object.keys(RIGHTS) as readonly Action[];
