import { type ExportFacts, determine, likeListed, shortAnswer } from '@ytterby/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadLaw } from './load.ts';

const book = loadLaw();
const { partyLists } = book;
const ENTRIES = partyLists.flatMap(({ entries }) => entries);
const NAMES = ENTRIES.flatMap(({ id, zh, en, also = [] }) =>
  [zh, en, ...also.map(({ name }) => name)].flatMap((name) => (name === undefined ? [] : [{ id, name }])),
);

/** Text that people put around a name in one field, in several scripts. */
const AROUND: readonly ((name: string) => string)[] = [
  (name) => `${name} Düsseldorf`,
  (name) => `${name}, attn. Mr Meier`,
  (name) => `${name} / Quellhorst GmbH`,
  (name) => `Quellhorst GmbH (formerly ${name})`,
  (name) => `Quellhorst GmbH, ${name}`,
  (name) => `c/o ${name}, Hauptstraße 12, 80331 München`,
  (name) => `${name}\n12 Quay Road\nSingapore 049318`,
  (name) => `Quellhorst for ${name}`,
  (name) => `Quellhorst GmbH on behalf of ${name}`,
  (name) => `${name}, Department of Materials`,
  (name) => `${name} – Plant Augsburg`,
  (name) => `${name} (end user)`,
  (name) => `Quellhorst GmbH; ${name}`,
  (name) => `Quellhorst GmbH\n${name}`,
  (name) => `${name} a.k.a. Quellhorst`,
  (name) => `Quellhorst dba ${name}`,
  (name) => `Quellhorst Trading t/a ${name}`,
  (name) => `Quellhorst (${name})`,
  (name) => `【${name}】奎尔霍斯特公司`,
  (name) => `奎尔霍斯特公司（原名${name}）`,
  (name) => `奎尔霍斯特公司，曾用名：${name}`,
  (name) => `奎尔霍斯特公司（前身为${name}）`,
  (name) => `请奎尔霍斯特公司转交 ${name}`,
  (name) => `奎尔霍斯特公司代“${name}”收货`,
  (name) => `クエルホルスト株式会社（旧${name}）`,
  (name) => `ООО «Квелльхорст» (${name})`,
  (name) => `Purchasing: ${name.toUpperCase()}`,
  (name) => `${name} ***`,
  (name) => `${'Quellhorst Road 12, '.repeat(20)}${name}`,
];

const ROLES = ['end-user', 'consignee', 'owner'] as const;

/** An export of dysprosium oxide on a day on which every list of the pack has been published. */
const exportTo = (name: string, role: (typeof ROLES)[number]): ExportFacts => ({
  asOf: '2026-11-24',
  from: 'CN',
  to: 'DE',
  exporter: { country: 'CN', chinesePerson: 'yes' },
  endUse: { kind: 'civil', dangerKnown: 'no' },
  parties: [
    {
      role: 'end-user',
      name: role === 'end-user' ? name : 'Quellhorst Magnete GmbH',
      country: 'DE',
      military: 'no',
      owners: role === 'owner' ? [{ name, country: 'DE', share: '100 %', owners: 'none' }] : 'none',
    },
    ...(role === 'consignee' ? [{ role, name, country: 'DE', military: 'no' as const, owners: 'none' as const }] : []),
  ],
  lines: [{ item: { form: 'oxide', elements: ['Dy', 'O'] }, madeIn: 'CN', origin: 'CN' }],
});

const OF_NOBODY = new Map(ROLES.map((role) => [role, JSON.stringify(saidOf(exportTo('Quellhorst Werke', role)))]));

function saidOf(facts: ExportFacts) {
  const { possible, lines } = shortAnswer(facts, book);
  return { possible, branches: lines.map(({ branches }) => branches) };
}

describe('A listed name with more text around it', () => {
  test('is told as the listed name, whatever stands before, behind or around it', () => {
    // Every name in six of the surroundings, so that each surrounding gets a fifth of the names.
    const missed = NAMES.flatMap(({ id, name }, number) =>
      Array.from({ length: 6 }, (_, turn) => AROUND[(number + 5 * turn) % AROUND.length]).flatMap((around) => {
        if (around === undefined) return [];
        const asked = around(name);
        return likeListed(asked, partyLists).some(({ entry }) => entry === id) ? [] : [`${asked} is not ${id}`];
      }),
    );
    expect(missed).toEqual([]);
  }, 240_000);

  test('never gets the answer that a name on no list gets, where the listed name itself does not', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...NAMES),
        fc.constantFrom(...AROUND),
        fc.constantFrom(...ROLES),
        ({ id, name }, around, role) => {
          const certain = saidOf({
            ...exportTo(name, role),
            parties: confirmed(exportTo(name, role), id),
          });
          if (JSON.stringify(certain) === OF_NOBODY.get(role)) return;
          const other = saidOf(exportTo(around(name), role));
          expect(JSON.stringify(other), around(name)).not.toBe(OF_NOBODY.get(role));
          // What the listed party may get, it may get too.
          expect(other.possible).toEqual(expect.arrayContaining([...certain.possible]));
        },
      ),
      { numRuns: 300 },
    );
  }, 240_000);

  test('is named in the answer, with the part of the text that it is', () => {
    const { outcome, lines } = determine(exportTo('NewCo GmbH (formerly Rheinmetall AG)', 'end-user'), book);
    expect(outcome).toBe('undetermined');
    const [question] = lines.flatMap(({ questions }) => questions).filter(({ id }) => id.startsWith('listed:'));
    expect(question?.text.en).toContain('“Rheinmetall” stands in NewCo GmbH (formerly Rheinmetall AG)');
    expect(question?.text.zh).toContain('莱茵金属公司');
  });
});

/** The same export, with a person's word that the party is this entry. */
function confirmed({ parties = [] }: ExportFacts, id: string): NonNullable<ExportFacts['parties']> {
  return parties.map((party) => {
    const owners = party.owners;
    if (Array.isArray(owners)) return { ...party, owners: owners.map((owner) => ({ ...owner, listEntry: [id] })) };
    return party.name === 'Quellhorst Magnete GmbH' ? party : { ...party, listEntry: [id] };
  });
}

/** Firms and bodies of several countries that no list of the pack names, written down one by one. */
const OTHERS =
  `Siemens AG|Bosch|BASF SE|Bayer AG|Volkswagen AG|BMW Group|Mercedes-Benz Group AG|Continental AG|ZF Friedrichshafen AG|Schaeffler AG
thyssenkrupp Steel Europe AG|Infineon Technologies AG|Carl Zeiss SMT GmbH|Trumpf SE|Heraeus Holding GmbH|Vacuumschmelze GmbH & Co. KG|Evonik Industries AG|Henkel AG|SAP SE|Deutsche Telekom AG
Fraunhofer-Gesellschaft|Technische Universität München|Max-Planck-Institut für Festkörperforschung|Enercon GmbH|Nordex SE|Siemens Energy AG|Siemens Healthineers AG|Miele & Cie. KG|Robert Bosch Power Tools GmbH|Wacker Chemie AG
Renault SA|Michelin|TotalEnergies SE|Schneider Electric SE|Saint-Gobain|L'Oréal|Air Liquide|Alstom SA|Valeo|Solvay SA
Umicore|Philips N.V.|ASML Holding N.V.|NXP Semiconductors|Unilever|Heineken|Shell plc|BP plc|Rio Tinto plc|Johnson Matthey plc
GKN Automotive|Dyson Ltd|Rolls-Royce Motor Cars|Jaguar Land Rover|University of Oxford|Imperial College London|Less Common Metals Ltd|Vodafone Group|Tesco|AstraZeneca plc
Fiat|Ferrari S.p.A.|Eni S.p.A.|Enel|Pirelli & C. S.p.A.|Brembo|Luxottica|Magneti Marelli|STMicroelectronics|Politecnico di Milano
Siemens Gamesa Renewable Energy|Iberdrola|Repsol|Acerinox|Inditex|Volvo Cars|Ericsson|Atlas Copco|SKF|Sandvik
Nokia|Kone|Wärtsilä|Vestas Wind Systems A/S|Novo Nordisk|Grundfos|Equinor|Norsk Hydro|Yara International|Škoda Auto a.s.
ČEZ|KGHM Polska Miedź|PKN Orlen|MOL Group|Neo Performance Materials|Silmet|ABB Ltd|Nestlé|Roche|Novartis
Sika AG|Swatch Group|Omya|Lonza|OMV|voestalpine AG|Andritz|Magna Steyr|Toyota Motor Corporation|Honda Motor Co., Ltd.
Nissan Motor|Sony Group Corporation|Panasonic Holdings|Hitachi Metals|Shin-Etsu Chemical|Daido Steel|Murata Manufacturing|Nidec Corporation|Fanuc|Yaskawa Electric
Denso|Aisin|Canon Inc.|Nikon|Kyocera|Toray Industries|Asahi Kasei|Santoku Corporation|Proterial Ltd.|Mazda Motor Corporation
Suzuki Motor|Yamaha Motor|Sharp|Ricoh|Olympus|Keyence|Kyoto University|Osaka Metropolitan University|Samsung Electronics|LG Chem
Hyundai Motor Company|Kia|SK hynix|POSCO|Samsung SDI|LS Cable & System|Star Group Ind. Co., Ltd.|TSMC|Foxconn|Delta Electronics
MediaTek|Acer|Asustek|Tata Steel|Reliance Industries|Infosys|Mahindra & Mahindra|VinFast|PetroVietnam|Petronas
PTT Public Company Limited|Lynas Rare Earths Ltd|Iluka Resources|BHP|Fortescue|Vale S.A.|Petrobras|Embraer|Cemex|Grupo Bimbo
General Electric|General Motors|General Mills|Ford Motor Company|Tesla, Inc.|Apple Inc.|Microsoft Corporation|Intel|Nvidia|Qualcomm
Texas Instruments|Applied Materials, Inc.|Lam Research|3M Company|DuPont|Dow|Caterpillar|Deere & Company|Cummins|Whirlpool
Pfizer|Merck & Co.|Johnson & Johnson|Medtronic|Thermo Fisher Scientific|Agilent|Corning|Energy Fuels|Arnold Magnetic Technologies|Niron Magnetics
Massachusetts Institute of Technology|Stanford University|Iowa State University|Bombardier|Magna International|Cameco|Teck Resources|Air Canada|小米科技有限责任公司|比亚迪股份有限公司
宁德时代新能源科技股份有限公司|金力永磁科技股份有限公司|华为技术有限公司|广东金发科技股份有限公司|烟台船舶有限公司|西门子（中国）有限公司|丰田汽车公司|三星电子|台積電|京セラ株式会社`
    .split(/[|\n]/)
    .filter((name) => name !== '');

describe('A name on no list', () => {
  test.each(OTHERS)('%s stays on no list, with an address behind it too', (name) => {
    for (const asked of [name, `${name}, 12 Quay Road, Singapore`, `${name} (end user)`])
      expect(
        likeListed(asked, partyLists).map(({ en, zh, within }) => `${asked}: ${en ?? zh} ${within ?? ''}`),
      ).toEqual([]);
  });

  test('there are two hundred of them', () => expect(OTHERS.length).toBeGreaterThan(200));
});
