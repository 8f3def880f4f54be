export { permissionForms, type PermissionFormAnswer } from './permission-forms.ts';
