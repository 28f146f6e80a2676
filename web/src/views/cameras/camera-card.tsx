/** A camera on a narrow screen. */
import { Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { stateOf } from '../../components/camera-state.ts';
import { StateDot } from '../../components/state-dot.tsx';
import { RowMenu, type RowProps, StreamFacts, Thumbnail } from './camera-facts.tsx';
import classes from './cameras.module.css';

export function CameraCard({ camera, status, onEdit, onDelete }: RowProps) {
  return (
    <article className={classes.card}>
      <Thumbnail camera={camera} status={status} />
      <Stack gap={3}>
        <Link to="/cameras/$cameraId" params={{ cameraId: camera.id }} className={classes.name} dir="auto">
          {camera.name}
        </Link>
        <StateDot state={stateOf(status)} />
        <StreamFacts status={status} />
      </Stack>
      <RowMenu camera={camera} onEdit={onEdit} onDelete={onDelete} />
    </article>
  );
}
