# SPDX-License-Identifier: MIT
# Installs the targets that exist, and the package that find_package(saleskpi) reads.

include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/saleskpi)
get_property(targets GLOBAL PROPERTY saleskpi_targets)
foreach(target IN LISTS targets)
    # One file per target: a component that is not asked for needs no dependency either.
    install(EXPORT ${target} DESTINATION ${package_dir}
        FILE ${target}Targets.cmake NAMESPACE saleskpi::)
endforeach()

configure_package_config_file(
    ${CMAKE_CURRENT_LIST_DIR}/saleskpiConfig.cmake.in
    ${CMAKE_CURRENT_BINARY_DIR}/saleskpiConfig.cmake
    INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(
    ${CMAKE_CURRENT_BINARY_DIR}/saleskpiConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(
    FILES
        ${CMAKE_CURRENT_BINARY_DIR}/saleskpiConfig.cmake
        ${CMAKE_CURRENT_BINARY_DIR}/saleskpiConfigVersion.cmake
        ${CMAKE_CURRENT_LIST_DIR}/Findlibcsv.cmake
    DESTINATION ${package_dir})
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
