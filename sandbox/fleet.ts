export interface SeedInstance {
  id: string;
  name: string;
  hostName: string;
  region: string;
  zone: string;
  type: string;
  imageId: string;
  systemDisk: { id: string; sizeGiB: number };
  privateIp: string;
  publicIp?: string;
  createdAt: string;
  status?: 'Running' | 'Stopped';
  chargeType?: 'PostPaid' | 'PrePaid';
  keyPair?: string;
  locks?: string[];
  tags?: Record<string, string>;
  dataDisks?: { id: string; sizeGiB: number }[];
  /** Whether Cloud Assistant is installed; default true. */
  agent?: boolean;
  /** An automatic snapshot policy on the system disk. */
  policyId?: string;
}

const HANGZHOU = { region: 'cn-hangzhou', zone: 'cn-hangzhou-g' };
const SHANGHAI = { region: 'cn-shanghai', zone: 'cn-shanghai-b' };
const SINGAPORE = { region: 'ap-southeast-1', zone: 'ap-southeast-1b' };

/** A small company's servers: some on systems that are dead, some on arm64, one locked, one a cluster's node. */
export const fleet: SeedInstance[] = [
  {
    ...HANGZHOU,
    id: 'i-bp1shopweb01k3x9q7m2',
    name: 'shop-web-01',
    hostName: 'shop-web-01',
    type: 'ecs.g7.large',
    imageId: 'centos_7_9_x64_20G_alibase_20240628.vhd',
    systemDisk: { id: 'd-bp1shopweb01sys4c8t1', sizeGiB: 40 },
    privateIp: '172.16.1.11',
    publicIp: '203.0.113.11',
    createdAt: '2024-07-03T02:11:00Z',
    keyPair: 'ops-hangzhou',
    tags: { env: 'prod', team: 'shop' },
  },
  {
    ...HANGZHOU,
    id: 'i-bp1shopweb02w5d8r1n6',
    name: 'shop-web-02',
    hostName: 'shop-web-02',
    type: 'ecs.g7.large',
    imageId: 'centos_7_9_x64_20G_alibase_20240628.vhd',
    systemDisk: { id: 'd-bp1shopweb02sys7p2v9', sizeGiB: 40 },
    privateIp: '172.16.1.12',
    publicIp: '203.0.113.12',
    createdAt: '2024-07-03T02:14:00Z',
    keyPair: 'ops-hangzhou',
    tags: { env: 'prod', team: 'shop' },
  },
  {
    ...HANGZHOU,
    id: 'i-bp1orderdb01h2z6y4c8',
    name: '订单数据库',
    hostName: 'order-db',
    type: 'ecs.r7.xlarge',
    imageId: 'centos_8_5_x64_20G_alibase_20220428.vhd',
    systemDisk: { id: 'd-bp1orderdb01sys3k5j7', sizeGiB: 60 },
    dataDisks: [
      { id: 'd-bp1orderdb01data1m9x2', sizeGiB: 200 },
      { id: 'd-bp1orderdb01data2f6w4', sizeGiB: 500 },
    ],
    policyId: 'sp-bp1nightly7days00001',
    privateIp: '172.16.1.21',
    createdAt: '2022-06-15T08:30:00Z',
    chargeType: 'PrePaid',
    keyPair: 'ops-hangzhou',
    tags: { env: 'prod', team: 'order' },
  },
  {
    ...HANGZHOU,
    id: 'i-bp1jenkins01t8b3g5s7',
    name: 'jenkins',
    hostName: 'jenkins',
    type: 'ecs.c7.xlarge',
    imageId: 'ubuntu_18_04_x64_20G_alibase_20240223.vhd',
    systemDisk: { id: 'd-bp1jenkins01sys9q1d5', sizeGiB: 100 },
    privateIp: '172.16.1.31',
    createdAt: '2024-03-01T06:00:00Z',
    // No key pair: its login would be lost in a replacement.
    tags: { env: 'dev' },
  },
  {
    ...HANGZHOU,
    id: 'i-bp1erpwin01v4k7n2p9x',
    name: '财务ERP',
    hostName: 'erp-win',
    type: 'ecs.g6.large',
    imageId: 'win2016_1607_x64_dtc_zh-cn_40G_alibase_20211115.vhd',
    systemDisk: { id: 'd-bp1erpwin01sys6h8r3b', sizeGiB: 80 },
    privateIp: '172.16.1.41',
    createdAt: '2021-12-20T03:45:00Z',
    chargeType: 'PrePaid',
    tags: { env: 'prod', team: 'finance' },
  },
  {
    ...HANGZHOU,
    id: 'i-bp1k8snode01c9f2j6q4',
    name: 'k8s-node-01',
    hostName: 'k8s-node-01',
    type: 'ecs.g8i.xlarge',
    imageId: 'aliyun_3_x64_20G_container_optimized_alibase_20260513.vhd',
    systemDisk: { id: 'd-bp1k8snode01sys5t7m1', sizeGiB: 120 },
    privateIp: '172.16.2.11',
    createdAt: '2026-05-20T09:00:00Z',
    keyPair: 'ops-hangzhou',
    tags: { 'ack.aliyun.com': 'c1a2b3c4d5e6f70819', 'k8s.io/cluster-autoscaler': 'true' },
  },
  {
    ...HANGZHOU,
    id: 'i-bp1search01g3r8y5w1d',
    name: '搜索服务',
    hostName: 'search',
    type: 'ecs.g9i.large',
    imageId: 'ubuntu_24_04_x64_20G_alibase_20260916.vhd',
    systemDisk: { id: 'd-bp1search01sys2n4z8k', sizeGiB: 60 },
    privateIp: '172.16.1.51',
    createdAt: '2026-09-28T01:20:00Z',
    keyPair: 'ops-hangzhou',
    tags: { env: 'prod' },
  },
  {
    ...HANGZHOU,
    id: 'i-bp1staging01x6m4c2v8',
    name: 'staging',
    hostName: 'staging',
    type: 'ecs.u1-c1m2.large',
    imageId: 'ubuntu_20_04_x64_20G_alibase_20240723.vhd',
    systemDisk: { id: 'd-bp1staging01sys1b9g6', sizeGiB: 40 },
    privateIp: '172.16.3.11',
    createdAt: '2024-08-02T10:00:00Z',
    status: 'Stopped',
    keyPair: 'ops-hangzhou',
    tags: { env: 'dev' },
  },
  {
    ...SHANGHAI,
    id: 'i-uf6apigw01d5s9k3f7q2',
    name: 'api-gateway',
    hostName: 'api-gw',
    type: 'ecs.c8y.large',
    imageId: 'aliyun_3_arm64_20G_alibase_20240819.vhd',
    systemDisk: { id: 'd-uf6apigw01sys8w3x5n7', sizeGiB: 40 },
    privateIp: '172.17.1.11',
    publicIp: '203.0.113.61',
    createdAt: '2024-09-10T07:00:00Z',
    keyPair: 'ops-shanghai',
    tags: { env: 'prod' },
  },
  {
    ...SHANGHAI,
    id: 'i-uf6reports01p2h7t4z9',
    name: '报表',
    hostName: 'reports',
    type: 'ecs.g6r.large',
    imageId: 'ubuntu_20_04_arm64_20G_alibase_20250625.vhd',
    systemDisk: { id: 'd-uf6reports01sys4v6c1', sizeGiB: 40 },
    privateIp: '172.17.1.21',
    createdAt: '2025-07-01T05:30:00Z',
    keyPair: 'ops-shanghai',
  },
  {
    ...SHANGHAI,
    id: 'i-uf6legacy01b7n1m5j3r',
    name: 'legacy-billing',
    hostName: 'legacy-billing',
    type: 'ecs.c6.large',
    imageId: 'centos_7_9_x64_20G_alibase_20240628.vhd',
    systemDisk: { id: 'd-uf6legacy01sys9d2q8f', sizeGiB: 40 },
    privateIp: '172.17.1.31',
    createdAt: '2024-07-08T11:15:00Z',
    keyPair: 'ops-shanghai',
    // Found mining: ECS has locked it.
    locks: ['security'],
    tags: { env: 'prod', team: 'finance' },
  },
  {
    ...SHANGHAI,
    id: 'i-uf6gpu01k4w8g6y2x5s9',
    name: 'train-gpu',
    hostName: 'train-gpu',
    type: 'ecs.gn7i-c8g1.2xlarge',
    imageId: 'ubuntu_22_04_x64_100G_with_gpu_driver_and_cuda_alibase_20260520.vhd',
    systemDisk: { id: 'd-uf6gpu01sys7r1t3p5h9', sizeGiB: 200 },
    privateIp: '172.17.1.41',
    createdAt: '2026-06-02T12:00:00Z',
    keyPair: 'ops-shanghai',
    tags: { team: 'ml' },
  },
  {
    ...SINGAPORE,
    id: 'i-t4nsgweb01f3c7v9b1n5',
    name: 'sg-web',
    hostName: 'sg-web',
    type: 'ecs.g8i.large',
    imageId: 'centos_7_9_x64_20G_alibase_20240628.vhd',
    systemDisk: { id: 'd-t4nsgweb01sys2j6m8k4', sizeGiB: 40 },
    privateIp: '172.18.1.11',
    publicIp: '203.0.113.91',
    createdAt: '2024-10-11T04:00:00Z',
    keyPair: 'ops-singapore',
    tags: { env: 'prod' },
  },
  {
    ...SINGAPORE,
    id: 'i-t4nvpn01q9z5h1d7w3x8',
    name: 'sg-vpn',
    hostName: 'sg-vpn',
    type: 'ecs.t6-c1m1.large',
    imageId: 'debian_10_13_x64_20G_alibase_20221228.vhd',
    systemDisk: { id: 'd-t4nvpn01sys5g7s2r4y6', sizeGiB: 20 },
    privateIp: '172.18.1.21',
    createdAt: '2023-02-14T02:00:00Z',
    agent: false,
    keyPair: 'ops-singapore',
  },
];
