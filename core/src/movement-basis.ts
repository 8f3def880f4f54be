import { ask, type Basis, said } from './basis.ts';
import type { ExportFacts, LineFacts } from './facts.ts';
import type { Readings } from './law/index.ts';
import { actValues, departureValues, destinationValues, exporterValues, sameCountryValues } from './movement.ts';

/** What act, places and exporter may be, in words, and how to ask for them. */

const ASK_DESTINATION = ask('to', 'to', '运往哪个国家（地区）？', 'To which country or region do they go?');

export function actBasis(facts: ExportFacts, line: LineFacts): Basis {
  return {
    values: actValues(facts, line),
    used: said(facts.act),
    ask: ask(
      'act',
      'act',
      '行为是出口、境内转移、提供技术还是提供帮助？',
      'Is it an export, a transfer inside one country, a provision of technology, or help?',
    ),
  };
}

export function departureBasis(facts: ExportFacts, readings: Readings): Basis {
  return {
    values: departureValues(facts, readings),
    used: said(facts.from),
    ask: ask('from', 'from', '从哪个国家（地区）起运？', 'From which country or region do the goods leave?'),
  };
}

export function destinationBasis(facts: ExportFacts, readings: Readings): Basis {
  return { values: destinationValues(facts, readings), used: said(facts.to), ask: ASK_DESTINATION };
}

export function sameCountryBasis(facts: ExportFacts): Basis {
  const way = `${facts.from ?? '?'} → ${facts.to ?? '?'}`;
  return { values: sameCountryValues(facts), used: { zh: way, en: way }, ask: ASK_DESTINATION };
}

export function exporterBasis(facts: ExportFacts): Basis {
  return {
    values: exporterValues(facts),
    used: said(facts.exporter?.country),
    ask: ask(
      'exporter',
      'exporter.country',
      '出口经营者设在哪个国家（地区）？',
      'In which country is the exporter established?',
    ),
  };
}
