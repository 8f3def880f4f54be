import type { ExporterFacts, LineFacts } from '../facts.ts';
import { allOf, anyOf, not, type Text, type Verdict } from '../finding.ts';
import type { ApplicationKind, Circumstance, Procedure } from '../law/index.ts';

/** One of the three forms of permission of Order 792 art. 15, open or not, with the reasons. */
export interface PermissionFormAnswer {
  readonly form: (typeof FORMS)[number];
  readonly name: Text;
  readonly open: Verdict;
  readonly reasons: readonly { readonly text: Text; readonly verdict: Verdict; readonly cite: string }[];
}

const FORMS = [
  'individual-licence',
  'general-licence',
  'registration-certificate',
] as const satisfies readonly ApplicationKind[];

/** Which rules of procedure count: the data, and the provisions in force. */
export interface ProcedureInForce {
  readonly procedure: Procedure | undefined;
  readonly inForce: ReadonlySet<string>;
}

function stated(fact: 'yes' | 'no' | 'unknown' | undefined): Verdict {
  return fact === 'yes' ? 'met' : fact === 'no' ? 'not-met' : 'unknown';
}

/**
 * In which forms can permission be asked for (Order 792 arts. 15, 16, 19, 20, 26)? What each wants, and what closes it, the
 * law pack says; only rules whose provision is in force count, and a form whose own provision is not is left out. The
 * individual licence is always open: one end user, one export. Facts not stated leave a form unknown.
 * @param off forms that a provision switches off for this export, such as by a list
 * @example A Watch List end user: general-licence 'not-met', registration-certificate 'not-met', individual-licence 'met'.
 */
export function permissionForms(
  exporter: ExporterFacts | undefined,
  line: LineFacts,
  off: { readonly generalLicence: Verdict; readonly registration: Verdict },
  { procedure, inForce }: ProcedureInForce,
): readonly PermissionFormAnswer[] {
  const counts = ({ provision }: { readonly provision: string }) => inForce.has(provision);
  const movement = (among: readonly string[]): Verdict =>
    line.movement === undefined ? 'unknown' : anyOf(among.map((each) => (each === line.movement ? 'met' : 'not-met')));
  return FORMS.flatMap((form): PermissionFormAnswer[] => {
    const kind = procedure?.kinds.find((each) => each.id === form && counts(each));
    if (procedure === undefined || kind === undefined) return [];
    const isFor = (rule: { readonly for: readonly ApplicationKind[]; readonly provision: string }) =>
      rule.for.includes(form) && counts(rule);
    // The list is asked through the effects of its provisions, which know more than the exporter states.
    const closes: Readonly<Partial<Record<Circumstance, Verdict>>> = {
      'barred-by-penalty': stated(exporter?.barredByPenalty),
      'watch-listed-party': form === 'general-licence' ? off.generalLicence : off.registration,
    };
    const reasons = [
      ...(kind.endUsers === 'one'
        ? [{ text: oneExport(kind.longestYears), verdict: 'met' as const, cite: kind.provision }]
        : []),
      ...procedure.conditions.filter(isFor).map((rule) => ({
        text: rule.name,
        verdict: rule.fact === 'movement' ? movement(rule.oneOf) : stated(exporter?.[rule.fact]),
        cite: rule.provision,
      })),
      ...procedure.closed.filter(isFor).map(({ open, when, provision }) => ({
        text: open,
        verdict: not(closes[when] ?? 'unknown'),
        cite: provision,
      })),
    ];
    return [{ form, name: kind.name, open: allOf(reasons.map(({ verdict }) => verdict)), reasons }];
  });
}

function oneExport(years: string | undefined): Text {
  return {
    zh: `一个最终用户、一次出口${years === undefined ? '' : `，有效期不超过${years}年`}`,
    en: `one end user, one export${years === undefined ? '' : `, at most ${years} year${years === '1' ? '' : 's'}`}`,
  };
}
