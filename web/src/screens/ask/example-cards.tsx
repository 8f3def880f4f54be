import { useTranslation } from 'react-i18next';
import { OutcomeShape } from '../../components/outcome.tsx';
import type { ExampleName } from './examples.ts';

/** What each comes out as on its own day; the shape beside its title. */
const OFFERED = [
  ['dysprosium-oxide', 'licence-required'],
  ['third-country-magnet', 'unconfirmed'],
  ['turbine', 'unconfirmed'],
  ['rotor', 'licence-required'],
  ['ev-motor', 'unconfirmed'],
  ['humanitarian-relief', 'exempt'],
] as const satisfies readonly (readonly [ExampleName, string])[];

/** Exports to start from, opened and answered with one press. */
export function ExampleCards({ onOpen }: { readonly onOpen: (name: ExampleName) => void }) {
  const { t } = useTranslation('ask');
  return (
    <section aria-label={t('examples.title')}>
      <h2 className="examples-title">{t('examples.title')}</h2>
      <ul className="example-cards">
        {OFFERED.map(([name, outcome]) => (
          <li key={name}>
            <button type="button" onClick={() => onOpen(name)}>
              <OutcomeShape outcome={outcome} size="1.5rem" />
              <span>
                <strong>{t(`examples.${name}.title`)}</strong>
                <span className="small soft">{t(`examples.${name}.shows`)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
