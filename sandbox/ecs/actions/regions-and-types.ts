import { z } from 'zod';
import { action } from '../action.ts';
import { invalid } from '../errors.ts';
import { stretch } from '../paging.ts';
import { int, regional, text } from '../parameters.ts';
import { must } from '../world.ts';

export const describeRegions = action(
  'DescribeRegions',
  z.object({
    AcceptLanguage: text.optional(),
    ResourceType: text.optional(),
    InstanceChargeType: text.optional(),
  }),
  (_asked, world) => ({
    Regions: {
      Region: [...world.regions.values()].map(({ id, localName }) => ({
        RegionId: id,
        LocalName: localName,
        RegionEndpoint: `ecs.${id}.aliyuncs.com`,
        Status: 'available',
      })),
    },
  }),
);

export const describeInstanceTypes = action(
  'DescribeInstanceTypes',
  z.object({
    InstanceTypes: z.array(text).max(10).optional(),
    InstanceTypeFamily: text.optional(),
    CpuArchitecture: z.enum(['X86', 'ARM']).optional(),
    NvmeSupport: z.enum(['required', 'unsupported']).optional(),
    MaxResults: int(1, 100).default(100),
    NextToken: text.optional(),
  }),
  (asked, world) => {
    const found = [...world.types.values()].filter(
      (type) =>
        (!asked.InstanceTypes || asked.InstanceTypes.includes(type.instanceType)) &&
        (!asked.InstanceTypeFamily || type.family === asked.InstanceTypeFamily) &&
        (!asked.CpuArchitecture || type.cpuArchitecture === asked.CpuArchitecture) &&
        (!asked.NvmeSupport || type.nvmeSupport === asked.NvmeSupport),
    );
    const { rows, NextToken } = stretch(found, asked.MaxResults, asked.NextToken);
    const InstanceType = rows.map(
      ({ instanceType, family, category, vcpu, memoryGiB, cpuArchitecture, nvmeSupport, bootModes }) => ({
        InstanceTypeId: instanceType,
        InstanceTypeFamily: family,
        InstanceCategory: category,
        CpuCoreCount: vcpu,
        MemorySize: memoryGiB,
        CpuArchitecture: cpuArchitecture,
        NvmeSupport: nvmeSupport,
        // Unknown in our data is left out, as older answers leave it out.
        ...(bootModes && { SupportedBootModes: { SupportedBootMode: bootModes } }),
      }),
    );
    return { NextToken, InstanceTypes: { InstanceType } };
  },
);

/** Invented numbers, so that a price can be shown: a fee per vCPU and GiB, one more for Windows. */
export const describePrice = action(
  'DescribePrice',
  z.object({
    ...regional,
    ResourceType: text.optional(),
    InstanceType: text.optional(),
    ImageId: text.optional(),
  }),
  ({ RegionId, InstanceType, ImageId }, world) => {
    const type = must(world.types.get(InstanceType ?? ''), invalid('InvalidInstanceType.ValueNotSupported'));
    const windows = ImageId !== undefined && world.findImage(ImageId, RegionId)?.OSType === 'windows';
    const details = [
      { Resource: 'instanceType', OriginalPrice: price(type.vcpu * 0.06 + type.memoryGiB * 0.02) },
      { Resource: 'image', OriginalPrice: windows ? price(type.vcpu * 0.04) : 0 },
      { Resource: 'systemDisk', OriginalPrice: 0.02 },
    ].map((detail) => ({ ...detail, DiscountPrice: 0, TradePrice: detail.OriginalPrice }));
    const total = price(details.reduce((sum, { TradePrice }) => sum + TradePrice, 0));
    const Currency = RegionId.startsWith('cn-') ? 'CNY' : 'USD';
    return {
      PriceInfo: {
        Price: {
          Currency,
          OriginalPrice: total,
          DiscountPrice: 0,
          TradePrice: total,
          DetailInfos: { DetailInfo: details },
        },
        Rules: { Rule: [] },
      },
    };
  },
);

export const describeAvailableResource = action(
  'DescribeAvailableResource',
  z.object({
    ...regional,
    DestinationResource: text,
    InstanceType: text.optional(),
    ZoneId: text.optional(),
  }),
  ({ RegionId, DestinationResource, InstanceType, ZoneId }, world) => {
    const supported = [...world.types.keys()].filter((name) => !InstanceType || name === InstanceType);
    const resource = {
      Type: DestinationResource,
      SupportedResources: {
        SupportedResource: supported.map((Value) => ({
          Value,
          Status: 'Available',
          StatusCategory: 'WithStock',
        })),
      },
    };
    const zones = ['b', 'g']
      .map((letter) => `${RegionId}-${letter}`)
      .filter((zone) => !ZoneId || zone === ZoneId);
    const AvailableZone = zones.map((zone) => ({
      RegionId,
      ZoneId: zone,
      Status: 'Available',
      StatusCategory: 'WithStock',
      AvailableResources: { AvailableResource: [resource] },
    }));
    return { AvailableZones: { AvailableZone } };
  },
);

const price = (value: number) => Math.round(value * 1000) / 1000;
