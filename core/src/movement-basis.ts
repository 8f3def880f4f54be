import { ASK_END_USER, askCountry, askOf, recipients } from './3-parties/index.ts';
import { type Ask, ask, type Basis, said } from './basis.ts';
import type { ExportFacts, LineFacts } from './facts.ts';
import { joined, type ReadingId, type Readings } from './law/index.ts';
import {
  actContradictsWay,
  actMayContradictWay,
  actTurnsOnWay,
  actValues,
  crossesBorder,
  decidesGoingOn,
  departureValues,
  destinationValues,
  exporterValues,
  nextValues,
  passesChina,
  sameCountryValues,
  throughChinaValues,
} from './movement.ts';

/** What act, places and exporter may be, in words, and how to ask for them. */

const isOpen = (country: string | undefined): boolean => country === undefined || country === 'unknown';

const ASK_DEPARTURE = ask(
  'from',
  'from',
  '从哪个国家（地区）起运？',
  'From which country or region do the goods leave?',
);
const ASK_NEXT = ask('to', 'to', '运往哪个国家（地区）？', 'To which country or region do they go?');
const ASK_END = ask(
  'final-destination',
  'finalDestination',
  '货物最终运往哪个国家（地区）？',
  'To which country or region do the goods go in the end?',
);
const ASK_WAY = ask('via', 'via', '途中经过哪些国家（地区）？', 'Through which countries or regions do they pass?');
const ASK_EXPORTER = ask(
  'exporter',
  'exporter.country',
  '出口经营者设在哪个国家（地区）？',
  'In which country is the exporter established?',
);
const ASK_EXPORTER_PERSON = ask(
  'exporter-person',
  'exporter.chinesePerson',
  '出口经营者是否为中国公民、法人或者非法人组织？',
  'Is the exporter a Chinese citizen, legal person or body?',
);
const ASK_TRANSIT = ask(
  'transit',
  'via',
  '经中国过境、转运或者通运是否须申领许可证件？请向商务部咨询。',
  'Does transit through China need a licence here? Ask MOFCOM.',
);

const ASK_ACT = ask(
  'act',
  'act',
  '行为是出口、境内转移、提供技术还是提供帮助？',
  'Is it an export, a transfer inside one country, a provision of technology, or help?',
);
const ASK_CALLED = ask(
  'act',
  'act',
  '所述行为是境内转移，而物项运往另一国家（地区）：这是否为出口？',
  'It is said to be a transfer inside one country and goes to another: is this an export?',
);

const ASK_IF_CALLED = ask(
  'act',
  'act',
  '所述行为是境内转移；如物项运往另一国家（地区），这是否为出口？',
  'It is said to be a transfer inside one country: if it goes to another, is it an export?',
);

export function actBasis(facts: ExportFacts, line: LineFacts): Basis {
  const values = actValues(facts, line);
  const isStated = facts.act !== undefined && facts.act !== 'unknown';
  const asks = [
    ...(isStated ? [] : [ASK_ACT]),
    ...(actContradictsWay(facts) ? [ASK_CALLED] : []),
    ...(actTurnsOnWay(facts) ? wayAsks(facts) : []),
    ...(actMayContradictWay(facts) ? [ASK_IF_CALLED] : []),
  ];
  return { values, used: said(facts.act), ...asked(asks, ASK_ACT) };
}

/**
 * What settles whether the goods cross a border: what is not told of their way. Where they do for their user, and a transfer may yet be one,
 * where they end up.
 */
function wayAsks(facts: ExportFacts): readonly Ask[] {
  const crosses = crossesBorder(facts) === 'met';
  if (crosses && facts.finalDestination === undefined) return [ASK_END];
  return [
    ...(isOpen(facts.from) ? [ASK_DEPARTURE] : []),
    ...(isOpen(facts.to) ? [ASK_NEXT] : []),
    ...(crosses ? finalAsks(facts) : endAsks(facts)),
  ];
}

export function departureBasis(facts: ExportFacts, readings: Readings): Basis {
  const asks = [...(isOpen(facts.from) ? [ASK_DEPARTURE] : []), ...transitAsks(facts, readings)];
  return { values: departureValues(facts, readings), used: wayUsed(facts), ...asked(asks, ASK_DEPARTURE) };
}

export function throughChinaBasis(facts: ExportFacts, readings: Readings): Basis {
  return {
    values: throughChinaValues(facts, readings),
    used: wayUsed(facts),
    ...asked(transitAsks(facts, readings), ASK_TRANSIT),
  };
}

/** What settles whether goods that pass, or may pass, through China count as exported from there. */
function transitAsks(facts: ExportFacts, readings: Readings): readonly Ask[] {
  if (throughChinaValues(facts, readings).length === 1) return [];
  const isReadOpen = readings['transit-through-china'] === 'open';
  if (passesChina(facts, readings) === 'met') return [ASK_TRANSIT];
  const decides = (part: 'next' | 'stops' | 'ends') => decidesGoingOn(part, facts, readings);
  const places = [
    ...(isOpen(facts.from) ? [ASK_DEPARTURE] : []),
    ...(decides('next') ? [ASK_NEXT] : []),
    ...(decides('stops') ? [ASK_WAY] : []),
    ...(decides('ends') ? endAsks(facts) : []),
  ];
  return isReadOpen ? [...places, ASK_TRANSIT] : places;
}

/** The stated way of the goods. @example 'KR → CN → VN' */
function wayUsed({ from, via, to, finalDestination }: ExportFacts): Basis['used'] {
  const stops = Array.isArray(via) ? via : via === 'unknown' ? ['unknown'] : [];
  const way = [from, ...stops, ...(stops.length > 0 ? [to] : []), finalDestination].filter(
    (place, at) => at === 0 || place !== undefined,
  );
  return joined(way.map(said), { zh: ' → ', en: ' → ' });
}

export function nextBasis(facts: ExportFacts, readings: Readings): Basis {
  return { values: nextValues(facts, readings), used: said(facts.to), ask: ASK_NEXT };
}

export function destinationBasis(facts: ExportFacts, readings: Readings): Basis {
  const users = recipients(facts).flatMap(({ role, country }) =>
    role === 'end-user' && country !== undefined ? [country] : [],
  );
  const places = [...new Set([facts.to, facts.finalDestination, ...users].filter((place) => place !== undefined))];
  const asks = [...(isOpen(facts.to) ? [ASK_NEXT] : []), ...endAsks(facts)];
  return {
    values: destinationValues(facts, readings),
    used: places.length === 0 ? said(undefined) : joined(places.map(said), { zh: '、', en: ', ' }),
    ...asked(asks, ASK_END_USER),
  };
}

/** Who must say where the goods end up: each end user of unknown country, and the final destination where it is unknown. */
function endAsks(facts: ExportFacts): readonly Ask[] {
  const users = recipients(facts).filter(({ role, country }) => role === 'end-user' && isOpen(country));
  const { ask: first, others } = askOf(users, askCountry);
  return [...finalAsks(facts), ...(users.length === 0 ? [] : [first, ...others])];
}

const finalAsks = ({ finalDestination }: ExportFacts): readonly Ask[] =>
  finalDestination === 'unknown' ? [ASK_END] : [];

export function sameCountryBasis(facts: ExportFacts): Basis {
  const way = `${facts.from ?? '?'} → ${facts.to ?? '?'}${facts.finalDestination === undefined ? '' : ` → ${facts.finalDestination}`}`;
  return { values: sameCountryValues(facts), used: { zh: way, en: way }, ask: ASK_NEXT, others: endAsks(facts) };
}

export function exporterBasis(facts: ExportFacts): Basis {
  const { country, chinesePerson } = facts.exporter ?? {};
  const asks = [
    ...(isOpen(country) ? [ASK_EXPORTER] : []),
    ...(country !== 'CN' && chinesePerson === 'unknown' ? [ASK_EXPORTER_PERSON] : []),
  ];
  return { values: exporterValues(facts), used: said(country), ...asked(asks, ASK_EXPORTER) };
}

/** What only a reading decides: does the conduct need a licence? Open until the authority says so. */
function readingBasis(
  readings: Readings,
  id: Extract<ReadingId, 'chinese-person-abroad' | 'deemed-export'>,
  question: Ask,
): Basis {
  const option = readings[id];
  return {
    values: option === 'open' ? ['yes', 'no'] : [option === 'licensed' ? 'yes' : 'no'],
    used: { zh: '解释选项', en: 'reading' },
    ask: question,
  };
}

export function supplyAbroadBasis(readings: Readings): Basis {
  return readingBasis(
    readings,
    'chinese-person-abroad',
    ask(
      'supply-abroad',
      'exporter',
      '中国主体在境外之间提供管制物项，商务部是否要求申请许可？请向商务部咨询。',
      'Does MOFCOM ask for a licence when a Chinese person supplies controlled items between foreign places? Ask MOFCOM.',
    ),
  );
}

export function deemedExportBasis(readings: Readings): Basis {
  return readingBasis(
    readings,
    'deemed-export',
    ask(
      'deemed-export',
      'parties',
      '在境内向外国组织或者个人提供管制物项，商务部是否要求申请许可？请向商务部咨询。',
      'Does MOFCOM ask for a licence when controlled items are handed to a foreign person inside China? Ask MOFCOM.',
    ),
  );
}

function asked([first, ...others]: readonly Ask[], otherwise: Ask): Pick<Basis, 'ask' | 'others'> {
  return { ask: first ?? otherwise, others };
}
