import { getJson } from './live.ts';

/** What the page reads of the sandbox ECS's `/_control/state`. */
export interface EcsState {
  now: number;
  speed: number;
  instances: EcsInstance[];
  images: { ImageId: string; ImageName: string; region: string; Status: string; Progress: string }[];
  snapshots: { id: string; name: string; region: string; status: string; progress: number }[];
  tasks: {
    id: string;
    action: string;
    region: string;
    resourceId: string;
    status: string;
    progress: number;
  }[];
}

export interface EcsInstance {
  id: string;
  name: string;
  region: string;
  type: string;
  status: string;
  imageId: string;
  osName: string;
  systemDisk: string;
  systemDiskGiB: number;
}

export interface EcsCall {
  id: number;
  at: number;
  action: string;
  /** `ok`, an error code or what became of the connection; absent while it runs. */
  outcome?: string;
  /** Whether it changed anything. */
  effect: boolean;
}

export const readEcs = () => getJson<EcsState>('/ecs/state');

export const readCalls = async () => (await getJson<EcsCall[]>('/ecs/calls')).slice(-60).reverse();

/** An instance worth replacing in a demo: a running one on a dead system, if there is one. */
export const demoInstance = ({ instances }: EcsState): EcsInstance | undefined =>
  instances.find(({ status, osName }) => status === 'Running' && /centos/i.test(osName)) ?? instances[0];
