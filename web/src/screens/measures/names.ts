import type { Text } from '@ytterby/core';
import { useText } from '../../i18n/index.ts';
import { usePartnerName } from '../impact/words.ts';

/** A sentence of the service about partners, with their names in place of their codes. */
export function useWithNames(): (sentence: Text, partners: readonly string[]) => string {
  const text = useText();
  const name = usePartnerName();
  return (sentence, partners) =>
    partners.reduce((said, code) => said.replace(new RegExp(`\\b${code}\\b`), name(code)), text(sentence));
}
