import { Converter } from 'opencc-js/t2cn';

// The package's types import each other without extensions, which nodenext does not resolve; hence the type here.
const convert = Converter({ from: 't', to: 'cn' }) as (text: string) => string;

/**
 * Traditional characters as simplified ones, sign by sign; words stay those of their region. Other text comes back as it is.
 * @example simplified('國際造船股份有限公司') // '国际造船股份有限公司'
 * @example simplified('氧化鏑') // '氧化镝'
 */
export function simplified(text: string): string {
  return /\p{Script=Han}/u.test(text) ? convert(text) : text;
}
