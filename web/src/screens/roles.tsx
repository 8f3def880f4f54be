import { useRead } from '../api.ts';
import { useText } from '../i18n/index.ts';

/** Names of roles, as the table of rights has them; until they have come, the role's own word. */
export function useRoleName(): (role: string) => string {
  const text = useText();
  const roles = useRead('rights.get').data?.body.roles;
  return (role) => {
    const found = roles?.find((each) => each.role === role);
    return found ? text(found.name) : role;
  };
}

export function RoleTags({ roles }: { readonly roles: readonly string[] }) {
  const name = useRoleName();
  return (
    <ul className="tags">
      {roles.map((role) => (
        <li key={role}>{name(role)}</li>
      ))}
    </ul>
  );
}
