import type { Action } from '../action.ts';
import * as assistant from './assistant.ts';
import { describeDisks } from './disks.ts';
import { cancelCopyImage, copyImage } from './image-copy.ts';
import { createImage } from './image-create.ts';
import { exportImage } from './image-export.ts';
import { importImage } from './image-import.ts';
import * as images from './images.ts';
import * as instances from './instances.ts';
import * as keyPairs from './key-pairs.ts';
import * as offers from './regions-and-types.ts';
import { replaceSystemDisk } from './replace.ts';
import * as policies from './snapshot-policies.ts';
import { createSnapshot, deleteSnapshot, describeSnapshots } from './snapshots.ts';
import * as tagging from './tags.ts';
import * as tasks from './tasks.ts';

/** The coverage list: every action the sandbox knows. All others answer InvalidApi.NotFound. */
export const actions: ReadonlyMap<string, Action> = new Map(
  [
    offers.describeRegions,
    offers.describeInstanceTypes,
    offers.describePrice,
    offers.describeAvailableResource,
    images.describeImages,
    images.describeImageFromFamily,
    images.describeImageSupportInstanceTypes,
    images.modifyImageAttribute,
    images.deleteImage,
    importImage,
    createImage,
    copyImage,
    cancelCopyImage,
    exportImage,
    instances.describeInstances,
    instances.describeInstanceStatus,
    instances.stopInstance,
    instances.startInstance,
    describeDisks,
    replaceSystemDisk,
    createSnapshot,
    describeSnapshots,
    deleteSnapshot,
    tasks.describeTasks,
    tasks.describeTaskAttribute,
    tasks.cancelTask,
    keyPairs.describeKeyPairs,
    keyPairs.attachKeyPair,
    policies.describeAutoSnapshotPolicyEx,
    policies.applyAutoSnapshotPolicy,
    tagging.tagResources,
    tagging.listTagResources,
    assistant.describeCloudAssistantStatus,
    assistant.runCommand,
    assistant.describeInvocations,
    assistant.describeInvocationResults,
  ].map((action) => [action.name, action]),
);
