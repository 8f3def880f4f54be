import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

/** Under a list of which there is more. */
export function MorePages({
  of,
}: {
  readonly of: Pick<UseInfiniteQueryResult, 'hasNextPage' | 'fetchNextPage' | 'isFetchingNextPage'>;
}) {
  const { t } = useTranslation();
  if (!of.hasNextPage) return null;
  return (
    <Button onClick={() => void of.fetchNextPage()} loading={of.isFetchingNextPage}>
      {t('table.more')}
    </Button>
  );
}
