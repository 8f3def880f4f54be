import { useTranslation } from 'react-i18next';

interface DayFieldProps {
  readonly value: string | undefined;
  readonly onChange: (day: string | undefined) => void;
}

/** The day of export. The browser's own field: it speaks the reader's language and takes the keyboard. */
export function DayField({ value, onChange }: DayFieldProps) {
  const { t } = useTranslation('parties');
  return (
    <label className="day">
      <span>{t('day')}</span>
      <input
        type="date"
        className="native"
        value={value ?? ''}
        onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
      />
    </label>
  );
}
