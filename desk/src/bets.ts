import { Desk } from './notebook';
export function dressBets(desk: Desk): void {}
