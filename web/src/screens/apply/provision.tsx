import { Link } from '@tanstack/react-router';
import { useRead } from '../../api.ts';
import { useText } from '../../i18n/index.ts';

/** A provision as a lawyer cites it, and the way to its text. Until its words have come, its id. */
export function Provision({ id }: { readonly id: string }) {
  const text = useText();
  const { data } = useRead('provision.get', { query: { id } });
  return (
    <Link to="/law/provision" search={{ id }}>
      {data === undefined ? id : text(data.body.provision.cite)}
    </Link>
  );
}

/** Several, one after another. */
export function Provisions({ of }: { readonly of: readonly string[] }) {
  return (
    <ul className="tags">
      {of.map((id) => (
        <li key={id}>
          <Provision id={id} />
        </li>
      ))}
    </ul>
  );
}
