import type { Text } from '@ytterby/core';

/** Conditions that licences often carry. An officer can change the words of one, or write others. */
export const CONDITION_LIBRARY: readonly { readonly id: string; readonly text: Text }[] = [
  {
    id: 'named-end-user',
    text: {
      zh: '仅供许可证件所列最终用户用于所列最终用途。',
      en: 'Only for the end user and the end use that the licence names.',
    },
  },
  {
    id: 'no-transfer-without-consent',
    text: {
      zh: '未经国务院商务主管部门允许，最终用户不得改变最终用途或者向任何第三方转让。',
      en: 'Without permission of the Ministry of Commerce the end user neither changes the end use nor transfers to a third party.',
    },
  },
  {
    id: 'report-of-use',
    text: {
      zh: '自每次到货之日起六十日内报告到货和使用情况。',
      en: 'Arrival and use are reported within sixty days of each arrival.',
    },
  },
  {
    id: 'on-site-check',
    text: {
      zh: '最终用户应当配合最终用途核查。',
      en: 'The end user cooperates with checks of the end use.',
    },
  },
];
