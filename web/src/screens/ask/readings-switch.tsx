import { type Outcome, type LineDetermination, speaker } from '@ytterby/core';
import { Button, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';

export type TakenReadings = Readonly<Record<string, string>>;

interface ReadingsSwitchProps {
  readonly line: LineDetermination;
  readonly readings: TakenReadings;
  readonly onChange: (readings: TakenReadings) => void;
}

/** The readings on which the answer turns; another one is taken with a press, and the whole answer follows. */
export function ReadingsSwitch({ line, readings, onChange }: ReadingsSwitchProps) {
  const { t } = useTranslation('ask');
  const say = speaker(useLanguage());
  const text = useText();
  return (
    <div className="readings-switch">
      {line.turnsOn.map((turn) => (
        <fieldset key={turn.reading}>
          <legend>{text(turn.question)}</legend>
          <Radio.Group
            className="stack tight"
            name={`${line.id} ${turn.reading}`}
            value={turn.taken}
            onChange={({ target }) => onChange({ ...readings, [turn.reading]: target.value as string })}
          >
            <Radio value={turn.taken}>
              {text(turn.takenText)} <OutcomeBadge outcome={line.outcome} />
            </Radio>
            {turn.alternatives.map((other) => (
              <Radio key={other.option} value={other.option}>
                {text(other.text)} <OutcomeBadge outcome={other.outcome} />
                {other.review.length > 0 && (
                  <span className="small soft">
                    {' '}
                    {other.review.map((review) => say(`review.${review}`)).join(say('or'))}
                  </span>
                )}
              </Radio>
            ))}
          </Radio.Group>
        </fieldset>
      ))}
      <p className="small soft">{t('readings.note')}</p>
    </div>
  );
}

interface TakenNoticeProps {
  readonly readings: TakenReadings;
  /** What came out by the readings of the pack. */
  readonly before: Outcome | undefined;
  readonly now: Outcome;
  readonly onReset: () => void;
}

/** Says that the answer is not by the readings of the pack, and what they would give. */
export function TakenNotice({ readings, before, now, onReset }: TakenNoticeProps) {
  const { t } = useTranslation('ask');
  if (Object.keys(readings).length === 0) return null;
  return (
    <div className="notice warns readings-taken" role="status">
      <p>{t('readings.taken')}</p>
      {before !== undefined && (
        <p className="row">
          <span>{t('readings.byPack')}</span> <OutcomeBadge outcome={before} />
          <span aria-hidden="true">→</span>
          <span>{t('readings.byYours')}</span> <OutcomeBadge outcome={now} />
        </p>
      )}
      <Button size="small" onClick={onReset}>
        {t('readings.reset')}
      </Button>
    </div>
  );
}
