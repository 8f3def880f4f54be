/** Compliance notices down the chain (No. 61 para 7): their form, who has received what, and whether one is owed. Pure. */
export * from './chain.ts';
export * from './notice-duty.ts';
export * from '../law/notice-template.ts';
