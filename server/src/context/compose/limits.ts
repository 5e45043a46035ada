import { type Mapping, type Text, textAt } from './tree.ts';

/** How much of the machine a container of a service may use. */
export interface ComposeLimits {
  readonly cpus?: Text;
  readonly memory?: Text;
  readonly pids?: Text;
}

/** `deploy.resources.limits`, or what the service says itself in the older way. */
export function readLimits(service: Mapping): ComposeLimits {
  const limit = (name: string): Text | undefined => textAt(service, 'deploy', 'resources', 'limits', name);
  const cpus = limit('cpus') ?? textAt(service, 'cpus');
  const memory = limit('memory') ?? textAt(service, 'mem_limit');
  const pids = limit('pids') ?? textAt(service, 'pids_limit');
  return { ...(cpus && { cpus }), ...(memory && { memory }), ...(pids && { pids }) };
}
