import type { ImageConfig } from '../../../answers/image.ts';
import type { RunOutputs } from '../../../answers/run.ts';
import type { Choices } from './choices.ts';
import { composeFile, swarmStack } from './compose.ts';
import { dockerRun } from './docker.ts';
import { kubernetesManifests } from './kubernetes.ts';
import { type Build, planOf } from './plan.ts';

/** How a container of an image is started; `image` is a name for it where none is chosen. */
export function runOutputs(config: ImageConfig, image: string, choices: Choices, build: Build): RunOutputs {
  const plan = planOf(config, image, choices, build);
  const usual = planOf(config, image, { ...(choices.image && { image: choices.image }) }, build);
  return {
    docker: dockerRun(plan),
    compose: composeFile(plan),
    swarm: swarmStack(plan),
    kubernetes: kubernetesManifests(plan),
    problems: plan.problems,
    defaults: {
      image,
      name: usual.name,
      restart: usual.restart,
      ports: usual.ports.map(({ port, protocol, host = '' }) => ({ port: `${port}/${protocol}`, host })),
      volumes: planOf(config, image, { name: plan.name }, build).volumes.map(({ path, name }) => ({ path, name })),
      env: config.env.map(({ name, value }) => ({ name, ...(value !== undefined && { value }) })),
    },
  };
}
