import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { birthOf } from './births.ts';
import { countryOf } from './country-of.ts';
import { isImo, isLei, isUscc, schemeOf } from './identifiers.ts';
import { formatOf, listFile } from './index.ts';
import { scriptOf } from './make-record.ts';
import { splitValues } from './read-opensanctions.ts';
import { readAll, scratch } from './testing/scratch.ts';

const { folder, put } = scratch();

describe('OFAC', () => {
  const sdn = put(
    'sdn.csv',
    [
      '36,"AEROCARIBBEAN AIRLINES",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ',
      `7000,"DOE, John","individual","SDGT] [NS-PLC","Minister",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 10 Dec 1948; alt. DOB circa 1951; POB Cairo; nationality Syria; Passport A123 (Korea, North) issued 01 Jan 2000 expires 01 Jan 2010; a.k.a. 'ABU'; f.k.a. 'OLD'; Linked To: HAMAS; Regis"`,
      '8000,"SHIP ONE","vessel","IRAN",-0- ,"3EXY7","Bulk Carrier","1","2","Iran","OWNER CO","Vessel Registration Identification IMO 9187629."',
      '\u001a',
    ].join('\r\n'),
  );
  const alt = put('alt.csv', '36,12,"aka","AERO-CARIBBEAN",-0- \r\n7000,13,"fka","ROE, John",-0- \r\n');
  const add = put('add.csv', '36,25,-0- ,"Havana","Cuba",-0- \r\n36,26,-0- ,-0- ,-0- ,-0- \r\n');
  const comments = put('comments.csv', '7000,"tration Number 55 (China)."\r\n');

  test('the four files, told apart by their columns in any order, become one list', async () => {
    const { records, problems } = await readAll([alt, comments, sdn, add], 'ofac-sdn');
    expect(problems).toEqual([]);
    expect(records).toHaveLength(3);
    expect(records[0]).toEqual({
      id: '36',
      list: 'test',
      kind: 'organisation',
      names: [
        { text: 'AEROCARIBBEAN AIRLINES', type: 'primary' },
        { text: 'AERO-CARIBBEAN', type: 'alias' },
      ],
      countries: ['CU'],
      addresses: [{ text: 'Havana, Cuba', country: 'CU' }],
      programmes: ['CUBA'],
      source: { file: 'sdn.csv', record: 1 },
    });
    expect(records[1]).toMatchObject({
      kind: 'person',
      names: [
        { text: 'DOE, John', type: 'primary' },
        { text: 'ROE, John', type: 'former' },
        { text: 'ABU', type: 'weak-alias' },
        { text: 'OLD', type: 'former' },
      ],
      countries: ['SY'],
      births: [{ date: '1948-12-10' }, { date: '1951', about: true }],
      programmes: ['SDGT', 'NS-PLC'],
      identifiers: [
        { scheme: 'passport', value: 'A123', country: 'KP' },
        { scheme: 'registration', value: '55', country: 'CN' },
      ],
      links: [{ relation: 'linked-to', name: 'HAMAS' }],
    });
    expect(records[2]).toMatchObject({
      kind: 'vessel',
      countries: ['IR'],
      identifiers: [{ scheme: 'IMO', value: '9187629' }],
      links: [{ relation: 'owner', name: 'OWNER CO' }],
    });
  });

  test('without the file of aliases it says that names are missing', async () => {
    const { problems } = await readAll([sdn]);
    expect(problems.map(({ code }) => code)).toEqual(['lists/names-missing']);
  });

  test('an alias of a party that is not there is told with its row', async () => {
    const foreign = put('foreign.csv', '99,12,"aka","NOBODY",-0- \n36,13,"aka","AERO",-0- \n');
    const { records, problems } = await readAll([sdn, foreign]);
    expect(records).toHaveLength(3);
    expect(problems).toMatchObject([{ code: 'lists/no-such-party', file: 'foreign.csv', row: 1 }]);
  });
});

describe('the UN list', () => {
  const entry = (body: string, name = 'INDIVIDUAL') => `<${name}>${body}</${name}>`;
  const xml = (body: string) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z">\n${body}\n</CONSOLIDATED_LIST>`;

  test('a person with all there is', async () => {
    const file = put(
      'un.xml',
      xml(
        `<INDIVIDUALS>${entry(
          `<DATAID>1</DATAID><FIRST_NAME>ERIC</FIRST_NAME><SECOND_NAME>BADEGE &amp; SON</SECOND_NAME>
           <NAME_ORIGINAL_SCRIPT>إريك</NAME_ORIGINAL_SCRIPT><UN_LIST_TYPE>DRC</UN_LIST_TYPE>
           <REFERENCE_NUMBER>CDi.001</REFERENCE_NUMBER><LISTED_ON>2012-12-31</LISTED_ON>
           <NATIONALITY><VALUE>Democratic Republic of the Congo</VALUE></NATIONALITY>
           <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Romeo</ALIAS_NAME></INDIVIDUAL_ALIAS>
           <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
           <INDIVIDUAL_ADDRESS><CITY>Goma</CITY><COUNTRY>Rwanda</COUNTRY><NOTE>2016</NOTE></INDIVIDUAL_ADDRESS>
           <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1973</FROM_YEAR><TO_YEAR>1974</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
           <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1971</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
           <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>OB 02</NUMBER><ISSUING_COUNTRY>Iran (Islamic Republic of)</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT>`,
        )}</INDIVIDUALS><ENTITIES>${entry('<DATAID>2</DATAID><FIRST_NAME>ACME</FIRST_NAME>', 'ENTITY')}</ENTITIES>`,
      ),
    );
    const { records, problems, date } = await readAll([file]);
    expect(problems).toEqual([]);
    expect(date).toBe('2026-02-27');
    expect(records[0]).toMatchObject({
      id: 'CDi.001',
      kind: 'person',
      names: [
        { text: 'ERIC BADEGE & SON', type: 'primary' },
        { text: 'إريك', type: 'alias', script: 'Arab' },
        { text: 'Romeo', type: 'weak-alias' },
      ],
      countries: ['CD', 'RW'],
      addresses: [{ text: 'Goma, Rwanda (2016)', country: 'RW' }],
      births: [
        { date: '1973', to: '1974' },
        { date: '1971', about: true },
      ],
      identifiers: [{ scheme: 'passport', value: 'OB 02', country: 'IR' }],
      from: '2012-12-31',
    });
    expect(records[1]).toMatchObject({ id: '2', kind: 'organisation' });
  });

  test('an entry without a name, or with an impossible date, does not stop the others', async () => {
    const named = '<FIRST_NAME>A</FIRST_NAME>';
    const file = put(
      'un-bad.xml',
      xml(
        entry('<DATAID>1</DATAID>') +
          entry(`<DATAID>2</DATAID>${named}<LISTED_ON>2012-13-31</LISTED_ON>`) +
          entry(`<DATAID>3</DATAID>${named}`),
      ),
    );
    const { records, problems } = await readAll([file]);
    expect(records.map(({ id }) => id)).toEqual(['2', '3']);
    expect(problems.map(({ code, line }) => [code, line])).toEqual([
      ['lists/no-name', 3],
      ['lists/bad-value', 3],
    ]);
  });
});

test('the Consolidated Screening List: several values in a cell, ids by list and number', async () => {
  const file = put(
    'csl.csv',
    `source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,license_policy,vessel_flag,vessel_owner,remarks,alt_names,citizenships,dates_of_birth,nationalities,ids
Specially Designated Nationals (SDN) - Treasury Department,20264,Entity,SDNTK,200G PSA,,"80 SW 8th Street, Miami, FL, 33130, US; Room 1, HK",,,,,,,(Linked To: ROSTEC),A1; B2,,,,"US, 80-0890696, Tax ID No.; IMO 9187629, Vessel Registration Identification; Subject to Secondary Sanctions, Additional Sanctions Information -"
Denied Persons List (DPL) - Bureau of Industry and Security,,,,Roe,,"1 Road, BOSTON, MA; 2 Rue, MONTREAL, H2L 1K3, CA",,,,,,,,,,,,
Entity List (EL) - Bureau of Industry and Security,,,,Acme,,"1 Road, CN",85 FR 1,2018-04-30,2020-04-30,Presumption of denial.,,,,,,,,
`,
  );
  const { records, problems } = await readAll([file]);
  expect(problems).toEqual([]);
  expect(records[0]).toMatchObject({
    id: 'SDN/20264',
    countries: ['US', 'HK'],
    names: [{ text: '200G PSA' }, { text: 'A1' }, { text: 'B2' }],
    programmes: ['SDN', 'SDNTK'],
    identifiers: [
      { scheme: 'tax', value: '80-0890696', country: 'US' },
      { scheme: 'IMO', value: '9187629' },
    ],
    links: [{ relation: 'linked-to', name: 'ROSTEC' }],
  });
  expect(records[1]?.countries).toEqual(['CA']);
  expect(records[2]).toMatchObject({ kind: 'unknown', programmes: ['EL'], from: '2018-04-30', until: '2020-04-30' });
  expect(records[2]?.id).toMatch(/^EL\/[0-9a-f]{16}$/);
  expect(records[2]?.remarks).toContain('License policy: Presumption of denial.');
});

test('the Denied Persons List: rows of one name and order are one party; the day of expiry still counts', async () => {
  const file = put(
    'dpl.tsv',
    `"Name"\t"Street_Address"\t"City"\t"State"\t"Country"\t"Postal_Code"\t"Effective_Date"\t"Expiration_Date"\t"Standard_Order"\t"Last_Update"\t"Action"\t"FR_Citation"
"DOE"\t"1 A ST"\t"EL PASO"\t"TX"\t"US"\t"79905"\t"08/24/2022"\t"01/14/2026"\t"Y"\t"2022-08-29"\t"F.R. NOTICE ADDED"\t"87 F.R. 1"
"DOE"\t"2 B ST"\t"TORONTO"\t""\t"CA"\t""\t"08/24/2022"\t"01/14/2026"\t"Y"\t"2022-08-29"\t"F.R. NOTICE ADDED"\t"87 F.R. 1"
`,
  );
  const { records } = await readAll([file]);
  expect(records).toHaveLength(1);
  expect(records[0]).toMatchObject({ countries: ['US', 'CA'], from: '2022-08-24', until: '2026-01-15' });
  expect(records[0]?.addresses).toHaveLength(2);
});

test('OpenSanctions targets: values parted by semicolons, numbers told by their check digits', async () => {
  const file = put(
    'targets.simple.csv',
    `"id","schema","name","aliases","birth_date","countries","addresses","identifiers","sanctions","phones","emails","dataset","first_seen","last_seen","last_change"
"NK-1","Company","Haige","广州海格;""Semi; colon""","","cn;hk","1 Road","529900T8BM49AURSDO55;91440101716322064H;X1","US EL","","","us_trade_csl","2020","2021","2021"
"NK-2","Person","Doe","","1948-12-10;1949","ru","","","","","","","","",""
"NK-3","Person","","","","","","","","","","","","",""
`,
  );
  const { records, problems } = await readAll([file]);
  expect(records[0]).toMatchObject({
    kind: 'organisation',
    names: [{ text: 'Haige' }, { text: '广州海格', script: 'Hani' }, { text: 'Semi; colon' }],
    countries: ['CN', 'HK'],
    programmes: ['US EL'],
  });
  expect(records[0]?.identifiers?.map(({ scheme }) => scheme)).toEqual(['LEI', expect.any(String), 'other']);
  expect(records[1]?.births).toEqual([{ date: '1948-12-10' }, { date: '1949' }]);
  expect(problems.map(({ code, row }) => [code, row])).toEqual([['lists/no-name', 4]]);
  expect(splitValues('a;"b;""c""";;d')).toEqual(['a', 'b;"c"', 'd']);
});

test('FollowTheMoney: sanctions, addresses, papers and relations find their party wherever they stand', async () => {
  const line = (id: string, schema: string, properties: unknown, more = {}) =>
    JSON.stringify({ id, schema, properties, ...more });
  const file = put(
    'entities.ftm.json',
    [
      line('s1', 'Sanction', { entity: ['c1'], program: ['EL'], listingDate: ['2020-01-02'], endDate: [] }),
      line('c1', 'Company', {
        name: ['Haige'],
        weakAlias: ['HG'],
        previousName: ['Old Haige'],
        jurisdiction: ['cn'],
        leiCode: ['529900T8BM49AURSDO55'],
        addressEntity: ['a1'],
      }),
      line('a1', 'Address', { full: ['1 Road, Guangzhou'] }),
      line('p0', 'Passport', { holder: ['p1'], number: ['P1'], country: ['ru'] }),
      line('p1', 'Person', { name: ['Doe'], topics: ['sanction'], birthDate: ['1948'] }, { target: true }),
      line('n1', 'Person', { name: ['Neighbour'] }, { target: false }),
      line('o1', 'Ownership', { owner: ['p1'], asset: ['c1'], percentage: ['60'] }),
      line('s2', 'Sanction', { entity: ['v1'], startDate: ['2019-01-01'], endDate: ['2021-01-01'] }),
      line('v1', 'Vessel', { name: ['Ship'], imoNumber: ['9187629'] }, { target: false }),
      line('x1', 'CryptoWallet', { publicKey: ['1'] }),
      line('nested', 'Organization', {
        name: ['Nested'],
        sanctions: [{ id: 's3', schema: 'Sanction', properties: { program: ['UN'], entity: ['nested'] } }],
      }),
      '{"id": "broken"',
      '{"id":"noschema","properties":{}}',
    ].join('\n'),
  );
  const { records, problems } = await readAll([file]);
  expect(records.map(({ id }) => id)).toEqual(['c1', 'p1', 'v1', 'nested']);
  expect(records[0]).toMatchObject({
    kind: 'organisation',
    names: [
      { text: 'Haige', type: 'primary' },
      { text: 'Old Haige', type: 'former' },
      { text: 'HG', type: 'weak-alias' },
    ],
    addresses: [{ text: '1 Road, Guangzhou' }],
    programmes: ['EL'],
    from: '2020-01-02',
    links: [{ relation: 'owner', id: 'p1' }],
  });
  expect(records[0]?.until).toBeUndefined();
  expect(records[1]).toMatchObject({ identifiers: [{ scheme: 'passport', value: 'P1', country: 'RU' }] });
  expect(records[2]).toMatchObject({ kind: 'vessel', until: '2021-01-01' });
  expect(records[3]).toMatchObject({ programmes: ['UN'] });
  expect(problems.map(({ code, line: at }) => [code, at])).toEqual([
    ['lists/bad-json', 12],
    ['lists/bad-json', 13],
  ]);
});

describe('a table of one’s own', () => {
  test('with Chinese titles, in GB18030', async () => {
    // 名称,英文名称,国家,统一社会信用代码,列入日期 / 天津市…
    const gb = Buffer.from(
      'c3fbb3c62cd3a2cec4c3fbb3c62cb9fabcd22cc1d0c8ebc8d5c6da0ab9e3d6ddbaa3b8f1cda8d0c5b9abcbbe2c48616967652cd6d0b9fa2c323032352d31312d31300a',
      'hex',
    );
    const { records, problems } = await readAll([put('own.csv', gb)]);
    expect(problems).toEqual([]);
    expect(records[0]).toMatchObject({
      names: [{ text: '广州海格通信公司', script: 'Hani' }, { text: 'Haige' }],
      countries: ['CN'],
      from: '2025-11-10',
    });
  });

  test('in UTF-16, with rows beyond what is looked at first', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => `Acme ${index}\t德国`);
    const text = `名称\t国家\r\n${rows.join('\r\n')}\r\n`;
    const { records, problems } = await readAll([put('wide.txt', Buffer.from(`\ufeff${text}`, 'utf16le'))]);
    expect(problems).toEqual([]);
    expect(records).toHaveLength(20_000);
    expect(records.at(-1)).toMatchObject({ names: [{ text: 'Acme 19999' }], countries: ['DE'] });
  });

  test('an id is made from the names and stays when other cells change', async () => {
    const first = await readAll([put('a.csv', 'name,country\nAcme Ltd,DE\n')]);
    const second = await readAll([put('b.csv', 'country;NAME\nFR;acme  ltd\n')]);
    expect(first.records[0]?.id).toBe(second.records[0]?.id);
  });

  test('a day with two readings is left out and told', async () => {
    const { records, problems } = await readAll([put('c.csv', 'name,from\nAcme,3/4/2026\n')]);
    expect(records[0]?.from).toBeUndefined();
    expect(problems).toMatchObject([{ code: 'lists/bad-value', row: 2 }]);
  });
});

test.each([
  ['un.xml', 'un'],
  ['sdn.csv', 'ofac-sdn'],
  ['csl.csv', 'csl'],
  ['dpl.tsv', 'bis'],
  ['targets.simple.csv', 'opensanctions'],
  ['entities.ftm.json', 'ftm'],
  ['own.csv', 'csv'],
] as const)('%s is told to be %s by its content', async (name, format) => {
  expect(await formatOf(listFile(path.join(folder, name)))).toBe(format);
});

test('a packed list is read as it is', async () => {
  const { records } = await readAll([put('packed.csv.gz', gzipSync('name\nAcme\n'))]);
  expect(records[0]?.names[0]?.text).toBe('Acme');
});

describe('small readings', () => {
  test.each([
    ['10 Dec 1948', { date: '1948-12-10' }],
    ['Jul 1964', { date: '1964-07' }],
    ['circa 1951', { date: '1951', about: true }],
    ['1965 to 1969', { date: '1965', to: '1969' }],
    ['circa 1979-1982', { date: '1979', to: '1982', about: true }],
    ['1971-02-30', undefined],
    ['30 Feb 1971', undefined],
    ['long ago', undefined],
  ])('birth %s', (text, birth) => {
    expect(birthOf(text)).toEqual(birth);
  });

  test.each([
    ['Korea, North', 'KP'],
    ['Saint Kitts and Nevis', 'KN'],
    ['the Gambia', 'GM'],
    ['德国', 'DE'],
    ['Région inconnue', 'Région inconnue'],
    ['NA', 'NA'],
    ['undetermined', undefined],
    ['', undefined],
  ])('country %s', (text, code) => {
    expect(countryOf(text)).toBe(code);
  });

  test('numbers with check digits', () => {
    expect([isLei('529900T8BM49AURSDO55'), isLei('529900T8BM49AURSDO56')]).toEqual([true, false]);
    expect([isImo('IMO 9187629'), isImo('9187628')]).toEqual([true, false]);
    // The example of GB 32100-2015 as registries print it.
    expect([isUscc('91350100M000100Y43'), isUscc('91350100M000100Y44')]).toEqual([true, false]);
    expect(schemeOf('12345')).toBe('other');
  });

  test('scripts', () => {
    expect(['Acme', 'Müller', '广州海格', 'Газпром', 'ソニー株式会社', '123'].map(scriptOf)).toEqual([
      undefined,
      undefined,
      'Hani',
      'Cyrl',
      'Jpan',
      undefined,
    ]);
  });
});
