import type { Me } from '../api/types';

/** As the server has it: administrators may what support may. */
export const isSupport = (me: Me): boolean => me.roles.includes('support') || me.roles.includes('admin');
