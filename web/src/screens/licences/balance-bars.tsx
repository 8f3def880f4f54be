import type { Balance } from '@ytterby/core/customs';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../api.ts';
import { drawn } from '../../components/share-scale.ts';
import { useText } from '../../i18n/index.ts';
import '../../components/share-bar.css';
import './balance-bars.css';

type Line = Reply<'register.get'>['content']['lines'][number];

/** What is granted, drawn, reserved and left on each line: drawn is filled, reserved is hatched, and the figures stand beside. */
export function BalanceBars({ of, lines }: { readonly of: readonly Balance[]; readonly lines: readonly Line[] }) {
  const { t } = useTranslation('licences');
  const text = useText();
  if (of.length === 0) return <p className="soft">{t('balance.none')}</p>;
  return (
    <ul className="balance-bars">
      {of.map((balance) => {
        const line = lines.find((each) => each.line === balance.line);
        const granted = drawn(balance.quantity);
        const part = (quantity: string) => `${((granted === 0 ? 0 : drawn(quantity) / granted) * 100).toFixed(2)}%`;
        const unit = line?.quantity?.unit ?? balance.unit;
        const figures = [
          ['granted', balance.quantity, balance.value],
          ['drawn', balance.quantityDrawn, balance.valueDrawn],
          ['reserved', balance.quantityReserved, balance.valueReserved],
          ['left', balance.quantityLeft, balance.valueLeft],
        ] as const;
        return (
          <li key={balance.line}>
            <h4>
              {balance.line}. {line && text(line.item)}
            </h4>
            <div className="share-bar" aria-hidden="true">
              <div className="track">
                <span className="certain" style={{ width: part(balance.quantityDrawn) }} />
                <span
                  className="open hatched"
                  style={{ left: part(balance.quantityDrawn), width: part(balance.quantityReserved) }}
                />
              </div>
            </div>
            <dl>
              {figures.map(([name, quantity, value]) => (
                <div key={name} className={name}>
                  <dt>{t(`balance.${name}`)}</dt>
                  <dd className="number">
                    {quantity} {unit}
                    <div className="small soft">
                      {value} {balance.currency}
                    </div>
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        );
      })}
    </ul>
  );
}
