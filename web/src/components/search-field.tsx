import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import './records.css';

interface SearchFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Narrows the list under it while one types. */
export function SearchField({ value, onChange }: SearchFieldProps) {
  const { t } = useTranslation();
  return (
    <Input.Search
      className="search-field"
      allowClear
      aria-label={t('table.search')}
      placeholder={t('table.search')}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
