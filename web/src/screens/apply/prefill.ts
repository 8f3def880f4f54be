import type {
  AmountFacts,
  Determination,
  ExportFacts,
  LineFacts,
  Outcome,
  PartyFacts,
  ValueFacts,
} from '@ytterby/core';
import type { Application, ApplicationLine } from '@ytterby/core/licensing';

type Company = NonNullable<Application['applicant']>;
type EndUser = NonNullable<Application['endUsers']>[number];
type Contract = NonNullable<Application['contract']>;

/** What is known before anything is asked of the applicant. */
export interface Known {
  /** The organisation that applies, as its records have it. */
  readonly applicant?: Company;
  /** Earlier applications, the latest first: what they say of the applicant and of the same parties need not be said again. */
  readonly earlier?: readonly Application[];
  /** The answer to the facts. Lines that need no licence are left out of the application. */
  readonly determination?: Determination;
}

/**
 * The application that these facts begin: everything that they say definitely, and what is known besides. A range, an unknown and
 * a value on another price basis than the contract's are no statements of the application and stay open.
 * @example applicationFrom({ asOf, to: 'DE', lines: [{ item: {}, quantity: '500', unit: 'kg' }] }).lines // [{ id: '1', … }]
 */
export function applicationFrom(facts: ExportFacts, known: Known = {}): Application {
  const { earlier = [], determination } = known;
  const kind = kindFrom(facts, known.applicant?.country);
  const wanted = facts.lines.flatMap((line, index) => {
    const answered = determination?.lines[index];
    return answered === undefined || NEEDS_LICENCE.has(answered.outcome) ? [{ line, answered }] : [];
  });
  // An application about nothing would say less than one about everything.
  const all = wanted.length > 0 ? wanted : facts.lines.map((line) => ({ line, answered: undefined }));
  const lines = withIds(all.map(({ line, answered }) => lineFrom(line, answered)));
  const endUsers = partiesIn(facts, 'end-user').map((party) => endUserFrom(party, earlier));
  const party = (role: 'importer' | 'consignee') => {
    const [first] = partiesIn(facts, role);
    return first && companyFrom(first, earlier);
  };
  const movement = all[0]?.line.movement;
  const begun = stated<Application>({
    kind,
    applicant: applicantFrom(facts, known),
    ...wayOf(facts),
    importer: party('importer'),
    consignee: party('consignee'),
    endUsers: endUsers.length === 0 ? undefined : endUsers,
    endUse: orNone({
      kind: facts.endUse?.kind === 'unknown' ? undefined : facts.endUse?.kind,
      description: prose(facts.endUse?.description),
    }),
    lines,
    standing: orNone({
      complianceSystem: yesNo(facts.exporter?.complianceSystem),
      exportRecord: yesNo(facts.exporter?.exportRecord),
      fixedChannels: yesNo(facts.exporter?.fixedChannels),
      barredByPenalty: yesNo(facts.exporter?.barredByPenalty),
    }),
    movement: movement === 'sale' ? undefined : movement,
    technology: kind === 'technology' ? technologyFrom(facts) : undefined,
  });
  return kind === 'technology' || kind === 'registration-certificate' ? begun : withContractLines(begun);
}

/** An application about which nothing is known but who applies. */
export function blankApplication(known: Known): Application {
  const applicant = applicantFrom({ asOf: '', lines: [] }, known);
  const isAbroad = applicant?.country !== undefined && applicant.country !== 'CN';
  return { kind: isAbroad ? 'overseas-operator' : 'individual-licence', ...(applicant && { applicant }) };
}

/** Outcomes with which somebody may want to apply. */
const NEEDS_LICENCE: ReadonlySet<string> = new Set<Outcome>([
  'licence-required',
  'prohibited',
  'outside-pack',
  'undetermined',
  'unconfirmed',
]);

/** Can a licence be what these facts need? */
export function mayNeedLicence({ outcome }: Pick<Determination, 'outcome'>): boolean {
  return NEEDS_LICENCE.has(outcome);
}

const REGISTERED: ReadonlySet<string | undefined> = new Set([
  'repair-return',
  'out-for-repair',
  'exhibition-in-china-return',
  'exhibition-abroad',
  'civil-aircraft-parts',
]);

function kindFrom({ act, lines, from }: ExportFacts, applicantIn: string | undefined): Application['kind'] {
  if (act === 'provide-technology' || lines.every(({ item }) => item.form === 'technology')) return 'technology';
  const place = country(from) ?? applicantIn;
  if (place !== undefined && place !== 'CN') return 'overseas-operator';
  return lines.every(({ movement }) => REGISTERED.has(movement)) ? 'registration-certificate' : 'individual-licence';
}

function applicantFrom({ exporter }: ExportFacts, { applicant, earlier = [] }: Known): Company | undefined {
  const before = earlier.find((each) => each.applicant !== undefined)?.applicant;
  const fromFacts = orNone<Company>({ ...namesOf(exporter?.name), country: country(exporter?.country) });
  // Whose application it is, the organisation says; the facts may be about somebody else's export.
  return orNone<Company>({ ...(applicant === undefined ? fromFacts : {}), ...before, ...applicant });
}

/**
 * Where the goods finally go: as stated, else where all end users are. The next destination is then a stop on the way; without
 * an end it stays open which of the two it is.
 */
function wayOf(facts: ExportFacts): Pick<Application, 'destination' | 'via'> {
  const users = partiesIn(facts, 'end-user').map((user) => country(user.country));
  const usedIn = new Set(users).size === 1 ? users[0] : undefined;
  const destination = facts.finalDestination === undefined ? usedIn : country(facts.finalDestination);
  if (destination === undefined) return {};
  const stops = Array.isArray(facts.via) ? facts.via : [];
  const via = [...stops, facts.to].flatMap((stop) => country(stop) ?? []).filter((stop) => stop !== destination);
  return via.length === 0 ? { destination } : { destination, via };
}

const partiesIn = ({ parties = [] }: ExportFacts, role: PartyFacts['role']) =>
  parties.filter((party) => party.role === role);

/** What an earlier application says of a company of this name. Its certificate names whom to ask at the end user's. */
function knownCompany(name: string | undefined, earlier: readonly Application[]): EndUser | undefined {
  if (name === undefined) return undefined;
  const wanted = fold(name);
  return earlier
    .flatMap(({ endUsers = [], importer, consignee, proof }) => [
      ...endUsers.map((user) => (proof?.contact === undefined ? user : { contact: { name: proof.contact }, ...user })),
      importer,
      consignee,
    ])
    .find((company) => [company?.name, company?.nameZh].some((each) => each !== undefined && fold(each) === wanted));
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

function companyFrom(party: PartyFacts, earlier: readonly Application[]): Company | undefined {
  const { military: _, ...before } = knownCompany(party.name, earlier) ?? {};
  return orNone<Company>({ ...before, ...statedOf({ ...namesOf(party.name), country: country(party.country) }) });
}

function endUserFrom(party: PartyFacts, earlier: readonly Application[]): EndUser {
  return { ...companyFrom(party, earlier), ...stated<EndUser>({ military: yesNo(party.military) }) };
}

/** A Chinese name stands in its own field. */
function namesOf(name: string | undefined): Pick<Company, 'name' | 'nameZh'> {
  const line = short(name);
  if (line === undefined) return {};
  return isChinese(line) ? { name: line, nameZh: line } : { name: line };
}

function lineFrom(line: LineFacts, answered: Determination['lines'][number] | undefined): Omit<ApplicationLine, 'id'> {
  const description = short(line.item.description);
  const money = contractValue(line.value);
  return stated<Omit<ApplicationLine, 'id'>>({
    description: description !== undefined && isChinese(description) ? undefined : description,
    nameZh: description !== undefined && isChinese(description) ? description : undefined,
    code: codeOf(line, answered),
    hs: line.item.hs,
    quantity: amount(line.quantity),
    unit: line.unit,
    value: money?.value,
    currency: money?.currency,
    origin: country(line.origin),
  });
}

const CONTROL_CODE = /^\d[A-E]\d{3}/;

/** As declared; else the one code under which the item certainly falls. */
function codeOf({ item }: LineFacts, answered: Determination['lines'][number] | undefined): string | undefined {
  if (item.code !== undefined && CONTROL_CODE.test(item.code.trim())) return item.code.trim();
  const codes = (answered?.classification.entries ?? []).flatMap(({ code, verdict }) =>
    verdict === 'met' && CONTROL_CODE.test(code) ? [code] : [],
  );
  // A deeper code says all that the one above it says.
  const deepest = codes.filter((code) => !codes.some((other) => other !== code && other.startsWith(`${code}.`)));
  return new Set(deepest).size === 1 ? deepest[0] : undefined;
}

function withIds(lines: readonly Omit<ApplicationLine, 'id'>[]): ApplicationLine[] {
  return lines.map((line, index) => ({ id: String(index + 1), ...line }));
}

/**
 * The contract as the lines of the application have it, one line each: for an application that asks for all that was sold. Lines
 * that point at a line of the contract already stay as they are.
 */
export function withContractLines(application: Application): Application {
  const { contract, lines = [] } = application;
  const before = contract?.lines ?? [];
  const taken = new Set(before.map(({ id }) => id));
  const added: NonNullable<Contract['lines']> = [];
  const linked = lines.map((line) => {
    if (line.contractLine !== undefined && taken.has(line.contractLine)) return line;
    let id = line.id;
    while (taken.has(id)) id = `${id}'`;
    taken.add(id);
    const { nameZh, description = nameZh, quantity, unit, value } = line;
    added.push(stated<NonNullable<Contract['lines']>[number]>({ id, description, quantity, unit, value }));
    return { ...line, contractLine: id };
  });
  if (added.length === 0) return application;
  const currency = contract?.currency ?? lines.find((line) => line.currency !== undefined)?.currency;
  return {
    ...application,
    lines: linked,
    contract: { ...contract, ...stated<Contract>({ currency, lines: [...before, ...added] }) },
  };
}

/**
 * The certificate of the end user, filled in where it says the same as the application. What was typed stays; what only the end
 * user can say, undertakings and the seal, stays open.
 */
export function withProofAsApplied(application: Application): Application {
  const { endUsers: [user] = [], lines = [], endUse, contract, proof } = application;
  const listed = (texts: readonly (string | undefined)[]) =>
    texts.filter((text) => text !== undefined).join('；') || undefined;
  return {
    ...application,
    proof: {
      ...stated<NonNullable<Application['proof']>>({
        'end-user': user?.name ?? user?.nameZh,
        address: user?.address,
        items: listed(lines.map(({ nameZh, description, code }) => nameZh ?? description ?? code)),
        quantity: short(
          listed(
            lines.map(({ quantity, unit }) =>
              quantity === undefined ? undefined : `${quantity} ${unit ?? ''}`.trim(),
            ),
          ),
        ),
        'contract-number': contract?.number,
        'place-of-use': endUse?.place ?? user?.address,
        'exact-use': endUse?.description,
        contact: user?.contact?.name,
      }),
      ...proof,
    },
  };
}

function technologyFrom(facts: ExportFacts): NonNullable<Application['technology']> {
  const [user] = partiesIn(facts, 'end-user');
  const to = country(facts.to);
  return stated<NonNullable<Application['technology']>>({
    name: short(facts.lines[0]?.item.description),
    recipient: short(user?.name),
    purpose: prose(facts.endUse?.description),
    providedInChina: to === undefined ? undefined : to === 'CN' ? 'yes' : 'no',
  });
}

const DECIMAL = /^[0-9]+(\.[0-9]+)?$/;

/** A definite number as exact decimal text. */
function amount(given: AmountFacts | undefined): string | undefined {
  if (given === undefined || typeof given === 'object') return undefined;
  const text = String(given).trim();
  return DECIMAL.test(text) && text.length <= 40 ? text : undefined;
}

function contractValue(given: ValueFacts | undefined): { value?: string; currency?: string } | undefined {
  if (given === undefined || given === 'unknown') return undefined;
  const money = 'amount' in given ? given : 'contract' in given ? given.contract : undefined;
  return (
    money && stated<{ value?: string; currency?: string }>({ value: amount(money.amount), currency: money.currency })
  );
}

const country = (given: string | undefined) => (given === 'unknown' ? undefined : given);
const yesNo = (given: string | undefined) => (given === 'yes' || given === 'no' ? given : undefined);
const isChinese = (text: string) => /\p{Script=Han}/u.test(text);
const cut = (text: string | undefined, most: number) => text?.trim().slice(0, most) || undefined;
const short = (text: string | undefined) => cut(text, 500);
const prose = (text: string | undefined) => cut(text, 20_000);

/** Without the fields of which nothing is known. */
function stated<Fields extends object>(fields: { readonly [Name in keyof Fields]: Fields[Name] | undefined }): Fields {
  return statedOf(fields) as Fields;
}
function statedOf(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
function orNone<Fields extends object>(
  fields: {
    readonly [Name in keyof Fields]: Fields[Name] | undefined;
  },
): Fields | undefined {
  const known = stated<Fields>(fields);
  return Object.keys(known).length === 0 ? undefined : known;
}
