import { speaker } from '@ytterby/core';
import { useTranslation } from 'react-i18next';
import { type Reply, useRead } from '../../api.ts';
import { useLanguage, useText } from '../../i18n/index.ts';
import { BothLanguages } from './both-languages.tsx';
import { ConditionList } from './condition.tsx';
import { ActWords, EffectWords } from './effect.tsx';
import { ReadingLink, UnderLink } from './links.tsx';
import { useAllItems } from './names.ts';
import { readingsOf } from './readings-of.ts';
import { Sources } from './sources.tsx';
import { Stands } from './standing.tsx';

type Provision = Reply<'provision.get'>['provision'];

interface ProvisionPartsProps {
  readonly of: Provision;
  /** On some day, up to a named one. */
  readonly isPaused?: boolean;
}

/** What a provision says and does: text, standing, condition, effect, acts, doubt, readings, sources. */
export function ProvisionParts({ of: provision, isPaused = false }: ProvisionPartsProps) {
  const { t } = useTranslation('law');
  const say = speaker(useLanguage());
  const { text, status, effect, when, acts, doubt, sources, under } = provision;
  const items = useAllItems().data;
  const withFinishedProducts = new Set(
    items?.flatMap(({ list, match }) => (match.form?.includes('finished-product') ? [list.id] : [])),
  );
  const readings = readingsOf(provision, { isPaused, withFinishedProducts });
  return (
    <>
      <p>
        {status === null ? (
          <span className="soft">{under === null ? t('provision.noStatus') : <UnderLink {...under} />}</span>
        ) : (
          <Stands of={status} />
        )}
        <VerifiedTag of={provision.verified} />
      </p>
      <BothLanguages of={text} />
      {effect !== null && (
        <Part title={t('provision.effect')}>
          <EffectWords of={effect} />
        </Part>
      )}
      {(when !== null || effect !== null) && (
        <Part title={t('provision.when')}>
          {when === null ? <p className="soft">{say('step.no-tests')}</p> : <ConditionList of={when} />}
        </Part>
      )}
      {acts.length > 0 && (
        <Part title={t('provision.acts')}>
          <ul className="acts">
            {acts.map((act, index) => (
              <ActWords key={index} of={act} />
            ))}
          </ul>
        </Part>
      )}
      {doubt !== null && <Doubt of={doubt} />}
      {readings.length > 0 && (
        <Part title={t('provision.readings')}>
          <ReadingsTaken ids={readings} />
        </Part>
      )}
      {sources.length > 0 && (
        <Part title={t('sources')}>
          <Sources of={sources} />
        </Part>
      )}
    </>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <div className="part">
      <h4>{title}</h4>
      <div>{children}</div>
    </div>
  );
}

/** A mark where the text itself was not read. */
export function VerifiedTag({ of }: { readonly of: Provision['verified'] }) {
  const say = speaker(useLanguage());
  if (of === 'yes') return null;
  return (
    <>
      {' '}
      <span className="tag">{say(`verified.${of}`)}</span>
    </>
  );
}

export function Doubt({ of }: { readonly of: NonNullable<Provision['doubt']> }) {
  const { t } = useTranslation('law');
  const text = useText();
  return (
    <div className="doubt">
      <strong>{t('doubt')}</strong> {text(of)}
    </div>
  );
}

/** Readings by their question, each with the option that the pack takes. */
function ReadingsTaken({ ids }: { readonly ids: readonly string[] }) {
  const text = useText();
  const say = speaker(useLanguage());
  const readings = useRead('reading.list').data?.body.items;
  return (
    <ul className="acts">
      {ids.map((id) => {
        const reading = readings?.find((each) => each.id === id);
        const taken = reading?.options.find((option) => option.id === reading.takes);
        return (
          <li key={id}>
            <ReadingLink id={id} words={reading === undefined ? id : text(reading.question)} />
            {taken !== undefined && <p className="soft">{say('reading.taken', { option: text(taken.text) })}</p>}
          </li>
        );
      })}
    </ul>
  );
}
