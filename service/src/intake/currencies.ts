/** ISO 4217 codes in circulation. */
export const CURRENCY_CODES: ReadonlySet<string> = new Set(
  `AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLF
CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF
IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK
MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR
SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED
VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG`.split(/\s+/),
);

const NAMES: Record<string, string> = {
  '€': 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  欧元: 'EUR',
  '£': 'GBP',
  英镑: 'GBP',
  '₩': 'KRW',
  韩元: 'KRW',
  '₹': 'INR',
  '₽': 'RUB',
  卢布: 'RUB',
  元: 'CNY',
  人民币: 'CNY',
  人民币元: 'CNY',
  rmb: 'CNY',
  yuan: 'CNY',
  cnh: 'CNY',
  'cn¥': 'CNY',
  us$: 'USD',
  美元: 'USD',
  usdollar: 'USD',
  usdollars: 'USD',
  hk$: 'HKD',
  港元: 'HKD',
  港币: 'HKD',
  日元: 'JPY',
  円: 'JPY',
  'jp¥': 'JPY',
  yen: 'JPY',
};

/**
 * The ISO 4217 code that a text means; undefined when it is none. `$` and `¥` alone name several currencies, so they
 * mean none.
 * @example currencyCode('人民币') // 'CNY'
 */
export function currencyCode(text: string): string | undefined {
  const folded = text.normalize('NFKC').replace(/[\s.]/g, '');
  const upper = folded.toUpperCase();
  if (CURRENCY_CODES.has(upper)) return upper;
  const lower = folded.toLowerCase();
  return Object.hasOwn(NAMES, lower) ? NAMES[lower] : undefined;
}
