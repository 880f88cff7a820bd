#!/usr/bin/env node
import process from 'node:process';

process.stdout.write('baco 0.1.0\n');
