import fc from 'fast-check';

/**
 * The suite tries the same random cases every time, so that what fails today failed yesterday. `tools/properties.ts`
 * looks further, with many more cases and another seed each time (YTTERBY_SEED).
 */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.YTTERBY_SEED ?? 20_261_124) });
