/** ISO 3166-1 alpha-2, all officially assigned codes. */
export const COUNTRY_CODES: ReadonlySet<string> = new Set(
  `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR
GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP
KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT
MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW
SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW`.split(/\s+/),
);

/** Main trading partners and the regions of China: alpha-2, alpha-3, Chinese names, English names (parted by `/`). */
const NAMES = `CN CHN 中国/中华人民共和国/中国大陆/大陆 China/People's Republic of China/PRC/Mainland China/China mainland
HK HKG 香港/中国香港/香港特别行政区 Hong Kong/Hong Kong SAR/Hong Kong, China/China, Hong Kong/China Hong Kong
MO MAC 澳门/中国澳门/澳门特别行政区 Macao/Macau/Macao SAR/Macao, China/China, Macao
TW TWN 台湾/中国台湾/台湾地区 Taiwan/Chinese Taipei/Taiwan, China/Taiwan region
US USA 美国/美利坚合众国 United States/United States of America/U.S./U.S.A./America
JP JPN 日本 Japan
KR KOR 韩国/大韩民国 South Korea/Korea/Republic of Korea/Korea, Republic of
KP PRK 朝鲜 North Korea/DPRK/Democratic People's Republic of Korea
DE DEU 德国 Germany/Deutschland/Federal Republic of Germany
FR FRA 法国 France
GB GBR 英国 United Kingdom/UK/Great Britain/England/Britain
IT ITA 意大利 Italy
ES ESP 西班牙 Spain
PT PRT 葡萄牙 Portugal
NL NLD 荷兰 Netherlands/The Netherlands/Holland
BE BEL 比利时 Belgium
LU LUX 卢森堡 Luxembourg
AT AUT 奥地利 Austria/Österreich
CH CHE 瑞士 Switzerland
SE SWE 瑞典 Sweden
NO NOR 挪威 Norway
FI FIN 芬兰 Finland
DK DNK 丹麦 Denmark
IE IRL 爱尔兰 Ireland
PL POL 波兰 Poland
CZ CZE 捷克 Czechia/Czech Republic
SK SVK 斯洛伐克 Slovakia
HU HUN 匈牙利 Hungary
RO ROU 罗马尼亚 Romania
BG BGR 保加利亚 Bulgaria
GR GRC 希腊 Greece
SI SVN 斯洛文尼亚 Slovenia
HR HRV 克罗地亚 Croatia
EE EST 爱沙尼亚 Estonia
LV LVA 拉脱维亚 Latvia
LT LTU 立陶宛 Lithuania
RS SRB 塞尔维亚 Serbia
UA UKR 乌克兰 Ukraine
BY BLR 白俄罗斯 Belarus
RU RUS 俄罗斯/俄罗斯联邦 Russia/Russian Federation
TR TUR 土耳其 Turkey/Türkiye/Turkiye
IL ISR 以色列 Israel
SA SAU 沙特阿拉伯/沙特 Saudi Arabia
AE ARE 阿联酋/阿拉伯联合酋长国 United Arab Emirates/UAE
QA QAT 卡塔尔 Qatar
IR IRN 伊朗 Iran/Islamic Republic of Iran
IQ IRQ 伊拉克 Iraq
EG EGY 埃及 Egypt
ZA ZAF 南非 South Africa
NG NGA 尼日利亚 Nigeria
KE KEN 肯尼亚 Kenya
IN IND 印度 India
PK PAK 巴基斯坦 Pakistan
BD BGD 孟加拉国 Bangladesh
LK LKA 斯里兰卡 Sri Lanka
TH THA 泰国 Thailand
VN VNM 越南 Vietnam/Viet Nam
MY MYS 马来西亚 Malaysia
SG SGP 新加坡 Singapore
ID IDN 印度尼西亚/印尼 Indonesia
PH PHL 菲律宾 Philippines/The Philippines
MM MMR 缅甸 Myanmar/Burma
LA LAO 老挝 Laos/Lao PDR
KH KHM 柬埔寨 Cambodia
MN MNG 蒙古/蒙古国 Mongolia
KZ KAZ 哈萨克斯坦 Kazakhstan
UZ UZB 乌兹别克斯坦 Uzbekistan
KG KGZ 吉尔吉斯斯坦 Kyrgyzstan
AU AUS 澳大利亚/澳洲 Australia
NZ NZL 新西兰 New Zealand
CA CAN 加拿大 Canada
MX MEX 墨西哥 Mexico
BR BRA 巴西 Brazil
AR ARG 阿根廷 Argentina
CL CHL 智利 Chile
PE PER 秘鲁 Peru
CO COL 哥伦比亚 Colombia
CU CUB 古巴 Cuba
VE VEN 委内瑞拉 Venezuela
SY SYR 叙利亚 Syria
AF AFG 阿富汗 Afghanistan`;

const fold = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s.,'’()_-]/g, '');

const BY_NAME = new Map<string, string>();
const ENGLISH: string[] = [];
for (const line of NAMES.split('\n')) {
  const [code = '', alpha3 = '', chinese = '', ...rest] = line.split(' ');
  const english = rest.join(' ').split('/');
  for (const name of [code, alpha3, ...chinese.split('/'), ...english]) BY_NAME.set(fold(name), code);
  ENGLISH.push(english[0] ?? code);
}

/** English names that a suggestion may offer. */
export const COUNTRY_NAMES: readonly string[] = ENGLISH;

/**
 * The ISO 3166-1 alpha-2 code that a text means; undefined when it is none. Knows all alpha-2 codes, and alpha-3 codes
 * and Chinese and English names of the main trading partners.
 * @example countryCode('德国') // 'DE'
 */
export function countryCode(text: string): string | undefined {
  const upper = text.normalize('NFKC').trim().toUpperCase();
  if (COUNTRY_CODES.has(upper)) return upper;
  return BY_NAME.get(fold(text));
}
