/** Where an installation leaves its public keys and its latest status list, in the data folder. */
export const KEYS_FILE = 'licence-keys.json';
export const STATUS_FILE = 'licence-status.jwt';
