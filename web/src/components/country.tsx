import { Select } from 'antd';
import { type ComponentProps, useMemo } from 'react';
import { type Language } from '@ytterby/core';
import { useLanguage } from '../i18n/index.ts';
import { ManySelect } from './many-select.tsx';

/** ISO 3166-1 alpha-2, all officially assigned codes. */
const CODES =
  `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR
GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP
KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT
MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW
SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW`.split(/\s+/);

/** As the law names them. */
const AS_THE_LAW: Readonly<Partial<Record<string, string>>> = { HK: '中国香港', MO: '中国澳门', TW: '中国台湾' };

function countryNames(language: Language): (code: string) => string {
  const names = new Intl.DisplayNames([language === 'zh' ? 'zh-Hans-CN' : 'en-GB'], { type: 'region' });
  return (code) => (language === 'zh' ? AS_THE_LAW[code] : undefined) ?? names.of(code) ?? code;
}

/** Names of countries and regions. @example useCountryName()('DE') // 'Germany' */
export function useCountryName(): (code: string) => string {
  const language = useLanguage();
  return useMemo(() => countryNames(language), [language]);
}

function useCountryOptions() {
  const language = useLanguage();
  return useMemo(() => {
    const name = countryNames(language);
    return CODES.map((value) => ({ value, label: `${name(value)} (${value})` })).sort((a, b) =>
      a.label.localeCompare(b.label, language),
    );
  }, [language]);
}

interface CountrySelectProps {
  readonly id?: string;
  readonly 'aria-label'?: string;
  /** Null, like undefined, is none. */
  readonly value?: string | null;
  readonly placeholder?: string;
  /** The choice can be taken back. */
  readonly allowClear?: boolean;
  readonly disabled?: boolean;
  readonly onChange?: (code: string | undefined) => void;
}

/** Choose by name or by code. Goes into a `Form.Item`. */
export function CountrySelect(props: CountrySelectProps) {
  return <Select showSearch={{ optionFilterProp: 'label' }} options={useCountryOptions()} {...props} />;
}

interface CountriesSelectProps extends Omit<ComponentProps<typeof ManySelect>, 'options'> {
  /** Word for one that is not known, where that can be said. */
  readonly unknown?: string;
}

/** The same for several. */
export function CountriesSelect({ unknown, ...props }: CountriesSelectProps) {
  const options = useCountryOptions();
  return (
    <ManySelect
      options={unknown === undefined ? options : [{ value: 'unknown', label: unknown }, ...options]}
      {...props}
    />
  );
}
