# Builds for the Debian architecture CROSS_MACHINE, with Debian's compiler for
# it and with the libraries that ./run has unpacked.

set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES CROSS_MACHINE)
set(triplet_arm64 aarch64-linux-gnu)
set(triplet_armhf arm-linux-gnueabihf)
set(triplet_riscv64 riscv64-linux-gnu)
set(processor_arm64 aarch64)
set(processor_armhf arm)
set(processor_riscv64 riscv64)
set(triplet ${triplet_${CROSS_MACHINE}})

set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR ${processor_${CROSS_MACHINE}})
set(CMAKE_C_COMPILER ${triplet}-gcc)
set(CMAKE_LIBRARY_ARCHITECTURE ${triplet})
cmake_path(SET root NORMALIZE
    ${CMAKE_CURRENT_LIST_DIR}/../../build/cross/${CROSS_MACHINE}/root)
set(CMAKE_SYSROOT ${root})
set(CMAKE_FIND_ROOT_PATH ${root})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_CROSSCOMPILING_EMULATOR
    qemu-${CMAKE_SYSTEM_PROCESSOR};-L;${root})

set(ENV{PKG_CONFIG_SYSROOT_DIR} ${root})
set(ENV{PKG_CONFIG_LIBDIR}
    ${root}/usr/lib/${triplet}/pkgconfig:${root}/usr/share/pkgconfig)

set(CPACK_DEBIAN_PACKAGE_ARCHITECTURE ${CROSS_MACHINE})
