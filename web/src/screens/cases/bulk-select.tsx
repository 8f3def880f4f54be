import { Link } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';

/** Choosing cases in the queue that are to be decided together; null: none are being chosen. */
export type Chosen = ReadonlySet<string> | null;

/** As many as the service takes at once. */
const MOST = 100;

interface BulkBarProps {
  readonly chosen: Chosen;
  /** Those in the queue, as it is shown. */
  readonly shown: readonly string[];
  readonly onChange: (chosen: Chosen) => void;
}

/** Above the queue: begins to choose, says how many are chosen, and leads on. */
export function BulkBar({ chosen, shown, onChange }: BulkBarProps) {
  const { t } = useTranslation('cases');
  if (chosen === null)
    return (
      <Button size="small" onClick={() => onChange(new Set())}>
        {t('bulk.choose')}
      </Button>
    );
  const isTooMany = chosen.size > MOST;
  return (
    <div className="bulk-bar row">
      <span role="status">{t('bulk.chosen', { count: chosen.size })}</span>
      <Button size="small" onClick={() => onChange(new Set(shown.slice(0, MOST)))}>
        {t('bulk.all')}
      </Button>
      <Button size="small" onClick={() => onChange(null)}>
        {t('bulk.stop')}
      </Button>
      {isTooMany && <span className="small">{t('bulk.tooMany', { most: MOST })}</span>}
      {chosen.size > 0 && !isTooMany && (
        <Link to="/cases/bulk" search={{ cases: [...chosen].join(',') }} className="bulk-on">
          {t('bulk.compare')}
        </Link>
      )}
    </div>
  );
}

interface BulkBoxProps {
  readonly id: string;
  readonly name: string;
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: Chosen) => void;
}

export function BulkBox({ id, name, chosen, onChange }: BulkBoxProps) {
  const { t } = useTranslation('cases');
  return (
    <Checkbox
      aria-label={t('bulk.chooseOne', { name })}
      checked={chosen.has(id)}
      onChange={({ target }) => {
        const next = new Set(chosen);
        if (target.checked) next.add(id);
        else next.delete(id);
        onChange(next);
      }}
    />
  );
}
